import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#define', () => {
  renders([
    // The block is rendered each time that it is named.
    ['#define($block)[$n]#end$block #set($n = 8)$block', '[7][8]'],
    ['#define($block)x', /end of the template/],
  ]);
});

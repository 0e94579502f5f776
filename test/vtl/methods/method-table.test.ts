import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('the overload that is called', () => {
  renders([
    // A position rather than an item, where there is the choice.
    ['#set($x = [5, 0])$x.remove(0) $x', '5 [0]'],
    ['$s.lastIndexOf(108)', '3'],
    ["$s.replace('l', '') $s.join('-', $l) $s.join('-', $s.split('l'))", 'Heo a-b-c He--o'],
    // No overload takes these, which gives null.
    ["[$s.substring('x')$s.concat(1)$s.substring()$s.none()]", '[]'],
    ['$s.length(1)', /IllegalArgumentException/],
    ["$m.get('k', 1)$m.size(1)", /IllegalArgumentException/],
  ]);
});

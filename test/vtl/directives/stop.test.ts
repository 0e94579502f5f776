import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#stop', () => {
  renders([
    ['a#stop b', 'a'],
    ['#foreach($x in $l)$x#stop#end never', 'a'],
    ['#if($b)a#stop#end b', 'a'],
  ]);
});

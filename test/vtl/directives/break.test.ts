import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#break', () => {
  renders([
    ["#foreach($x in $l)#if($x == 'b')#break#end$x#end.", 'a.'],
    ['#foreach($x in $l)#foreach($y in [1..9])$x$y#break#end#end', 'a1b1c1'],
    ['a#break b', 'a'],
  ]);
});

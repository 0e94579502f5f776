import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#foreach', () => {
  renders([
    ['#foreach($x in $l)$x#if($foreach.hasNext),#end#end', 'a,b,c'],
    // The second item is neither the first nor the last.
    [
      '#foreach($x in $l)$foreach.isFirst() $foreach.first $foreach.isLast() $foreach.last;#end',
      'true true false false;false false false false;false false true true;',
    ],
    ['#foreach($x in $l)$foreach.index$foreach.count$velocityCount #end', '011 122 233 '],
    ['#foreach($x in $m)[$x]#end', '[v][2]'],
    ['#foreach($x in $m.entrySet())$x.key=$x.value;#end', 'k=v;two=2;'],
    ['#foreach($x in [1..3])$x#end#foreach($x in [3..1])$x#end', '123321'],
    ['#foreach($x in $s)$x#end', ''],
    ['#foreach($x in $missing)$x#end', ''],
    ['#foreach($x in $l)#foreach($y in [1..2])$foreach.parent.index$y #end#end', '01 02 11 12 21 22 '],
    ["#set($x = 'before')#foreach($x in $l)$x#end $x", 'abc before'],
    ['#foreach($x in $l)$l.add(1)#end', /ConcurrentModificationException/],
    ['#foreach($x in $l)$x', /end of the template/],
  ]);
});

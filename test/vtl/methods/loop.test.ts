import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('$foreach', () => {
  renders([
    ['#foreach($x in $l)$foreach.index $foreach.count;#end', '0 1;1 2;2 3;'],
    [
      '#foreach($x in $l)$foreach.first $foreach.last $foreach.hasNext;#end',
      'true false true;false false true;false true false;',
    ],
    ['#foreach($x in [1])$foreach.getIndex() $foreach.isLast() $foreach.hasNext()#end', '0 true false'],
    ['#foreach($x in $l)#foreach($y in [1])$foreach.parent.index $foreach.topmost.count;#end#end', '0 1;1 2;2 3;'],
    ['#foreach($x in [1])$!foreach.parent$foreach.topmost.index#end', '0'],
    ['#foreach($x in [1])$foreach.info.name $foreach.info.type $foreach.info.depth#end', 'foreach block 1'],
    [
      '#foreach($x in [1])\n #foreach($x in [1])$foreach.info.depth $foreach.info.line $foreach.info.column#end#end',
      ' 2 2 2',
    ],
    ["#set($foreach = 'mine')#foreach($x in [1])$foreach.replaced#end $foreach", 'mine mine'],
    // It is a map too: a loop inside sees what the loop around it keeps.
    [
      "#foreach($x in [1])#set($foreach.seen = 'a')#foreach($y in [1])$foreach.seen $foreach.size();#end$foreach#end",
      'a 0;{seen=a}',
    ],
    ["#foreach($x in [1])$!foreach.get('index')#end", ''],
  ]);
});

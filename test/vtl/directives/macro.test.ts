import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#macro', () => {
  renders([
    ["#macro(hi $who)Hi $who;#end#hi('Bo')#hi($s)", 'Hi Bo;Hi Hello;'],
    ['#macro(wrap)<$bodyContent>#end#@wrap()in#end', '<in>'],
    ["#hi('Bo')#macro(hi $who)Hi $who#end", 'Hi Bo'],
    ['#macro(count $i)$i#if($i < 3)#set($j = $i + 1)#count($j)#end#end#count(1)', '123'],
    ['#missing($s)', '#missing($s)'],
  ]);
});

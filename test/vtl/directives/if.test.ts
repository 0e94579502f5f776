import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('#if', () => {
  renders([
    ["#if($s == 'Hello')a#elseif($b)b#else c#end", 'a'],
    ["#if($s == 'Bye')a#elseif($b)b#else c#end", 'b'],
    ["#if($s == 'Bye')a#elseif(!$b)b#else c#end", ' c'],
    ['#if($n > 5 && $n < 8)a#end', 'a'],
    ['#if($n < 5 || $d >= 2.5)a#end', 'a'],
    // On API Gateway a missing reference evaluates to an empty string that is not null.
    ['#if($missing)a#else b#end', 'a'],
    ['#if($missing == "")a#end', 'a'],
    ['#if("")a#else b#end', ' b'],
    ['#if(0)a#else b#end', ' b'],
    ['#if($n)a', /end of the template/],
  ]);
});

import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('a Java array', () => {
  renders([
    ['#set($a = $l.toArray())$a.size() $a.get(1) $a[2] $a.isEmpty()', '3 b c false'],
    ["#set($a = $l.toArray())$a.contains('b') $a.indexOf('c') $a.subList(0, 2)", 'true 2 [a, b]'],
    // The array is a copy of the list.
    ["#set($a = $l.toArray())$a.set(0, 'x') $a.get(0) $l[0]", 'a x a'],
    ["#set($a = $l.toArray())#set($n = $a.subList(0, 2).set(1, 'x'))$a[1]", 'x'],
    ['#foreach($c in $s.toCharArray())[$c]#end', '[H][e][l][l][o]'],
    ["$!s.split('l').length", ''],
    ["$l.toArray().add('d')", /UnsupportedOperationException/],
    ['$l.toArray().clear()', /UnsupportedOperationException/],
    ['$l.toArray().get(3)', /ArrayIndexOutOfBoundsException/],
    ["$s.split('l').set(0, 1)", /IllegalArgumentException/],
  ]);
});

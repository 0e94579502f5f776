import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.util.List', () => {
  renders([
    ['$l.size() $l.isEmpty() $l.get(1) $l[-1]', '3 false b c'],
    ["$l.contains('b') $l.indexOf('c') $l.lastIndexOf('z')", 'true 2 -1'],
    ["$l.add('d') $l.remove(0) $l", 'true a ["b","c","d"]'],
    ["$l.remove('c') $l.remove('c') $l.size()", 'true false 2'],
    ["#set($old = $l.set(0, 'x'))$old $l[0]", 'a x'],
    ["#set($n = $l.addAll(['d', 'e']))$l.size() $l.containsAll(['a', 'e'])", '5 true'],
    ["#set($n = $l.retainAll(['a', 'c']))$l.size()#set($n = $l.removeAll(['a']))$l.size()", '21'],
    ['$l.get(9)', /IndexOutOfBoundsException/],
  ]);
});

describe('subList', () => {
  renders([
    ['$l.subList(1, 3)', '[b, c]'],
    ["#set($part = $l.subList(0, 2))#set($n = $part.set(0, 'x'))$l[0]", 'x'],
    ["#set($part = $l.subList(0, 2))#set($n = $part.add('x'))$l.size() $l[2]", '4 x'],
    ['#set($part = $l.subList(0, 2))$part.clear()$l.size()', '1'],
    // A part is void once the list itself gained or lost items; a replaced item does it no harm.
    ["#set($part = $l.subList(0, 2))#set($n = $l.add('d'))$part.size()", /ConcurrentModificationException/],
    ['#set($part = $l.subList(0, 2))#set($n = $l.remove(2))$part.get(0)', /ConcurrentModificationException/],
    ["#set($part = $l.subList(0, 2))#set($n = $l.set(0, 'x'))$part.get(0)", 'x'],
    ['$l.subList(2, 1)', /IllegalArgumentException/],
    ['$l.subList(0, 4)', /IndexOutOfBoundsException/],
  ]);
});

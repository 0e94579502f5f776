import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.util.Map', () => {
  renders([
    ["$m.size() $m.isEmpty() $m.k $m.get('two') $m['k']", '2 false v 2 v'],
    ["$m.getOrDefault('k', 'x') $m.getOrDefault('z', 'x')", 'v x'],
    // A key that is known keeps its place.
    ["$m.put('k', 'w') $!m.put('z', 1) $m", 'v  {k=w, two=2, z=1}'],
    ["$m.putIfAbsent('k', 'w') $!m.putIfAbsent('z', 'w') $m", 'v  {k=v, two=2, z=w}'],
    ["$m.putAll({'k': 1, 'y': 2})$m", '{k=1, two=2, y=2}'],
    ["$m.replace('k', 'w') $!m.replace('z', 'w') $m", 'v  {k=w, two=2}'],
    ["$m.replace('two', 2, 3) $m.replace('two', 2, 4) $m", 'true false {k=v, two=3}'],
    ["$m.remove('k') $!m.remove('k') $m", 'v  {two=2}'],
    ["$m.remove('two', 3) $m.remove('two', 2) $m", 'false true {k=v}'],
    ["$m.containsKey('k') $m.containsKey('v') $m.containsValue('v') $m.containsValue('k')", 'true false true false'],
    ['$m.clear()$m', '{}'],
    ["#set($copy = $m.clone())#set($n = $copy.put('k', 'w'))$m.k $copy.k", 'v w'],
    ["#set($n = $m.put(1, 'one'))$m.get(1) $!m.get('1')", 'one '],
    ["$m.equals({'two': 2, 'k': 'v'}) $m.hashCode()", 'true 115307'],
  ]);
});

describe('keySet, values and entrySet', () => {
  renders([
    ['$m.keySet() $m.values() $m.entrySet()', '[k, two] [v, 2] [k=v, two=2]'],
    ["#set($keys = $m.keySet())#set($n = $m.put('z', 1))$keys.size() $keys.contains('z')", '3 true'],
    ["$m.values().contains(2) $m.values().contains('k') $m.keySet().containsAll(['k', 'x'])", 'true false false'],
    ["$m.keySet().remove('k') $m.values().remove(2) $m.values().remove(2) $m", 'true true false {}'],
    ['$m.values().clear()$m.isEmpty() $m.keySet().isEmpty()', 'true true'],
    ['$m.keySet().toArray().size()', '2'],
    ["$m.keySet().add('x')", /UnsupportedOperationException/],
  ]);
});

describe('an entry of a map', () => {
  renders([
    ['#foreach($e in $m.entrySet())$e.key=$e.getValue();#end', 'k=v;two=2;'],
    ["#set($e = $m.entrySet().iterator().next())$e.setValue('w') $m.k $e.value", 'v w w'],
    ["#set($e = $m.entrySet().iterator().next())#set($e.value = 'w')$m", '{k=w, two=2}'],
  ]);
});

describe('an iterator', () => {
  renders([
    ['#set($i = $l.iterator())$i.hasNext() $i.next() $i.next() $i.next() $i.hasNext()', 'true a b c false'],
    ['#set($i = $l.iterator())$i.next()$i.remove()$l.size() $i.next()', 'a2 b'],
    ['#set($i = $m.keySet().iterator())$i.next()$i.remove()$m $i.next()', 'k{two=2} two'],
    ['#set($i = $l.iterator())$i.remove()', /IllegalStateException/],
    ['#set($i = $l.iterator())$i.next()$i.remove()$i.remove()', /IllegalStateException/],
    ['#set($i = $m.keySet().iterator())$i.next()$i.next()$i.next()', /NoSuchElementException/],
    ["#set($i = $l.iterator())#set($n = $l.add('d'))$i.next()", /ConcurrentModificationException/],
    ["#set($i = $m.values().iterator())#set($n = $m.put('z', 1))$i.next()", /ConcurrentModificationException/],
    // Another value for a known key is no change of the map's structure.
    ["#set($i = $m.values().iterator())#set($n = $m.put('k', 1))$i.hasNext()", 'true'],
  ]);
});

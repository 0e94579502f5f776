import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('a property', () => {
  renders([
    ['$s.empty $s.bytes.size() $s.Bytes.size()', 'false 5 5'],
    // A key of the map before its methods; only `class` is the object's own.
    ['$!m.size#set($m.size = 3)$m.size $m.size() $!m.empty', '3 3 '],
    ["#set($n = $m.put('class', 'x'))$m.class.name", 'java.util.LinkedHashMap'],
    ['$!l.size$l.class.name', 'net.minidev.json.JSONArray'],
    ['#set($s.foo = 1)#set($l.foo = 1)$s $l', 'Hello ["a","b","c"]'],
    ["#set($m.k = 'w')#set($m.new.deep = 1)$m", '{k=w, two=2}'],
    ["$!s.split('l').class.name$!s.split('l').empty", '[Ljava.lang.String;'],
  ]);
});

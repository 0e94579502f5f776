import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('the class of a value', () => {
  renders([
    ['$s.getClass().getName() $s.class.name $s.class', 'java.lang.String java.lang.String class java.lang.String'],
    ['$n.class.name $d.class.name $b.class.name', 'java.lang.Integer java.lang.Double java.lang.Boolean'],
    ['#set($x = 3000000000)$x.class.name', 'java.lang.Long'],
    ['#set($x = 30000000000000000000)$x.class.name', 'java.math.BigInteger'],
    ['$l.class.name $m.class.name', 'net.minidev.json.JSONArray java.util.LinkedHashMap'],
    ['#set($x = [1])$x.class.name', 'java.util.ArrayList'],
    ['$s.charAt(0).class.name $n.floatValue().class.name', 'java.lang.Character java.lang.Float'],
    ['$n.shortValue().class.name $n.byteValue().class.name', 'java.lang.Short java.lang.Byte'],
    ["$s.split('l').class.name $l.toArray().class.name", '[Ljava.lang.String; [Ljava.lang.Object;'],
    ['$m.keySet().class.name', 'java.util.LinkedHashMap$LinkedKeySet'],
    ["$!s.class.forName('java.lang.Runtime')$!s.class.classLoader", ''],
  ]);
});

describe('methods of java.lang.Object', () => {
  renders([
    ["$s.equals('Hello') $n.equals(7) $n.equals('7') $n.equals(7.0)", 'true true false false'],
    ["$l.equals(['a', 'b', 'c']) $l.equals(['c', 'b', 'a'])", 'true false'],
    ['$b.hashCode() $n.hashCode() $d.hashCode() $l.hashCode()', '1231 7 1074003968 126145'],
    ['#set($x = 3000000000)$x.hashCode()', '-1294967296'],
    ['$n.toString() $m.toString() $l.toString()', '7 {k=v, two=2} ["a","b","c"]'],
    ['$s.notifyAll()', /IllegalMonitorStateException/],
    ['$!s.wait()$!s.notify()', ''],
  ]);
});

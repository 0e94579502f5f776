import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.lang.String', () => {
  renders([
    ['$s.length() $s.isEmpty() $s.charAt(1) $s.substring(3) $s.substring(1, 3)', '5 false e lo el'],
    ['$s.substring(6)', /StringIndexOutOfBoundsException/],
    ["$s.indexOf('l') $s.indexOf('l', 3) $s.lastIndexOf('l') $s.lastIndexOf('l', 2) $s.indexOf('z')", '2 3 3 2 -1'],
    ["$s.indexOf('', 9) $s.indexOf(101) $s.lastIndexOf('', -1)", '5 1 -1'],
    ["$s.contains('ell') $s.startsWith('lo', 3) $s.startsWith('H', -1) $s.endsWith('lo')", 'true true false true'],
    ["$s.equals('hello') $s.equalsIgnoreCase('hELLO') $s.equalsIgnoreCase('Hell')", 'false true false'],
    ["$s.compareTo('Help') $s.compareTo('Hell') $s.compareToIgnoreCase('HELLO!')", '-4 1 -1'],
    ['$s.compareTo(1)', /ClassCastException/],
    ["$s.replace('l', 'L') $s.replace('', '-')", 'HeLLo -H-e-l-l-o-'],
    ["$s.concat('!') $s.repeat(2) $s.toUpperCase() $s.toLowerCase()", 'Hello! HelloHello HELLO hello'],
    ['$s.repeat(-1)', /IllegalArgumentException/],
    ["$s.regionMatches(1, 'ELL', 0, 3) $s.regionMatches(true, 1, 'ELL', 0, 3)", 'false true'],
    ["$s.join('-', ['a', 'b']) $s.join('-', 'a', 'b', 'c')", 'a-b a-b-c'],
    ['$s.valueOf(2.50) $s.valueOf($s.toCharArray()) $s.hashCode()', '2.5 Hello 69609650'],
  ]);
});

describe('white space of a string', () => {
  renders([
    // `trim` removes U+0020 and what is below it, `strip` what Unicode calls white space; neither a no-break space.
    [
      "#set($t = '\u2003a ')[$t.trim()][$t.strip()][$t.stripLeading()][$t.stripTrailing()]",
      '[\u2003a][a][a ][\u2003a]',
    ],
    ["#set($t = '\u0001a\u00a0')[$t.trim()][$t.strip()]", '[a\u00a0][\u0001a\u00a0]'],
    ["#set($t = ' \t')$t.isBlank() $t.isEmpty() $s.isBlank()", 'true false false'],
    ["#set($t = 'a\n b')$t.indent(1)", ' a\n  b\n'],
    ["#set($t = '  a\n b')$t.indent(-2)", 'a\nb\n'],
    ["#set($t = 'a\r\nb\n\n')$t.lines().count()", '3'],
  ]);
});

describe('characters and bytes of a string', () => {
  renders([
    ["#set($t = '\u{1f600}')$t.length() $t.codePointCount(0, 2) $t.codePointAt(0) $t.chars().count()", '2 1 128512 2'],
    [
      "#set($t = 'a\u{1f600}b')$t.offsetByCodePoints(0, 2) $t.offsetByCodePoints(4, -2) $t.offsetByCodePoints(2, 1) $t.offsetByCodePoints(1, 0)",
      '3 1 3 1',
    ],
    ['$s.offsetByCodePoints(0, 6)', /IndexOutOfBoundsException/],
    ['$s.offsetByCodePoints(0, -1)', /IndexOutOfBoundsException/],
    ['$s.offsetByCodePoints(6, 0)', /IndexOutOfBoundsException/],
    ["#set($t = 'a\u{1f600}b')$t.codePointBefore(3) $t.codePointBefore(1) $t.codePoints().count()", '128512 97 3'],
    ['$s.codePointBefore(0)', /IndexOutOfBoundsException/],
    [
      "#set($t = 'abcde')#set($c = $t.toCharArray())$s.getChars(0, 2, $c, 1)$s.valueOf($c) $s.valueOf($c, 1, 3) $s.copyValueOf($c, 0, 2)",
      'aHede Hed aH',
    ],
    ["#set($t = 'abc')$s.getChars(0, 4, $t.toCharArray(), 0)", /IndexOutOfBoundsException/],
    ["#set($t = 'abc')$s.valueOf($t.toCharArray(), 1, 3)", /IndexOutOfBoundsException/],
    ["#set($t = '\u00e9')$t.getBytes().size() $t.getBytes('ISO-8859-1').size()", '2 1'],
    ["#set($t = 'abc')#set($b = $t.getBytes())$s.getBytes(0, 1, $b, 2)#foreach($x in $b)$x #end", '97 98 72 '],
    ["$s.getBytes('none')", /UnsupportedEncodingException/],
    ['$s.charAt(5)', /StringIndexOutOfBoundsException/],
  ]);
});

import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.lang.Boolean', () => {
  renders([
    ['$b.booleanValue() $b.compareTo(false) $b.compare(false, true) $b.toString(false)', 'true 1 -1 false'],
    ["$b.parseBoolean('TRUE') $b.parseBoolean('yes') $b.valueOf('true') $b.valueOf(false)", 'true false true false'],
    ['$b.logicalAnd(true, false) $b.logicalOr(true, false) $b.logicalXor(true, true)', 'false true false'],
    ["$b.compareTo('true')", /ClassCastException/],
  ]);
});

describe('methods of java.lang.Character', () => {
  renders([
    ["#set($c = $s.charAt(0))$c $c.charValue() $c.hashCode() $c.equals('H')", 'H H 72 false'],
    ['#set($c = $s.charAt(0))$c.compareTo($s.charAt(1)) $c.compare($s.charAt(1), $c)', '-29 29'],
    [
      '#set($c = $s.charAt(0))$c.isLetter($c) $c.isDigit($c) $c.isUpperCase($c) $c.isLowerCase($c)',
      'true false true false',
    ],
    ["#set($t = '7')#set($c = $t.charAt(0))$c.isLetter($c) $c.isDigit($c) $c.isLetterOrDigit($c)", 'false true true'],
    ['#set($c = $s.charAt(0))$c.toLowerCase($c) $c.getNumericValue($c) $c.toString($c)', 'h 17 H'],
    // The upper case of some letters is two, which a character cannot hold.
    ["#set($t = '\u00df')#set($c = $t.charAt(0))$c.toUpperCase($c)", '\u00df'],
    ["#set($t = ' \u00a0\u2003')#foreach($c in $t.toCharArray())$c.isWhitespace($c);#end", 'true;false;true;'],
    ["$s.charAt(0).compareTo('H')", /ClassCastException/],
  ]);
});

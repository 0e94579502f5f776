import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('methods of java.lang.Number', () => {
  renders([
    ['$d.intValue() $d.longValue() $n.doubleValue() $n.floatValue()', '2 2 7.0 7.0'],
    // A whole number loses its upper bits, a fraction becomes the nearest Integer or Long first.
    ['#set($x = 70000)$x.shortValue() $x.byteValue()', '4464 112'],
    ['#set($x = 1e30)$x.intValue() $x.longValue() $x.shortValue()', '2147483647 9223372036854775807 -1'],
    ['#set($x = -1e30)$x.intValue() $x.longValue()', '-2147483648 -9223372036854775808'],
    ["#set($x = $d.valueOf('NaN'))$x.intValue() $x.longValue()", '0 0'],
    ['#set($x = 0.1)$x.floatValue() $x.floatValue().doubleValue()', '0.1 0.10000000149011612'],
  ]);
});

describe('methods of java.lang.Integer', () => {
  renders([
    ['$n.compareTo(9) $n.compare(3, 3) $n.max(3, 9) $n.min(3, 9) $n.sum(3, 9)', '-1 0 9 3 12'],
    ["$n.parseInt('-12') $n.parseInt('+7') $n.parseInt('ff', 16) $n.valueOf('0')", '-12 7 255 0'],
    ["$n.decode('0x1F') $n.decode('#1F') $n.decode('-017') $n.decode('0')", '31 31 -15 0'],
    ["$n.parseInt('2147483647') $n.parseInt('-2147483648')", '2147483647 -2147483648'],
    ["$n.parseInt('2147483648')", /NumberFormatException/],
    ["$n.parseInt(' 1')", /NumberFormatException/],
    ["$n.parseInt('1.0')", /NumberFormatException/],
    ["$n.parseInt('8', 8)", /NumberFormatException/],
    ['$n.toHexString(255) $n.toHexString(-1) $n.toOctalString(8) $n.toBinaryString(5)', 'ff ffffffff 10 101'],
    ['$n.toString(255, 16) $n.toString(-255, 16) $n.toString(5, 99)', 'ff -ff 5'],
    ['$n.sum(2147483647, 1) $n.signum(-4) $n.bitCount(-1)', '-2147483648 -1 32'],
    ["$n.compareTo('7')", /ClassCastException/],
  ]);
});

describe('methods of java.lang.Long', () => {
  renders([
    ['#set($x = 3000000000)$x.intValue() $x.compareTo($x) $x.max(1, 2) $x.signum(-1)', '-1294967296 0 2 -1'],
    ["#set($x = 3000000000)$x.parseLong('-12') $x.parseLong('zz', 36) $x.decode('0x10')", '-12 1295 16'],
    ['#set($x = 3000000000)$x.toHexString(-1) $x.toString(255, 16)', 'ffffffffffffffff ff'],
    ['#set($x = 9223372036854775807)$x.sum($x, 1)', '-9223372036854775808'],
    ["#set($x = 3000000000)$x.parseLong('9223372036854775808')", /NumberFormatException/],
    ['#set($x = 3000000000)$x.compareTo(1)', /ClassCastException/],
  ]);
});

describe('methods of java.lang.Double and java.lang.Float', () => {
  renders([
    ["$d.parseDouble(' 1e3 ') $d.valueOf('.5') $d.parseDouble('1d') $d.toString(100)", '1000.0 0.5 1.0 100.0'],
    ["#set($x = $d.parseDouble('NaN'))$x $x.isNaN() $x.compareTo(1.0) $x.equals($x)", 'NaN true 1 true'],
    ["#set($x = $d.parseDouble('-Infinity'))$x $x.isInfinite() $d.isFinite($x)", '-Infinity true false'],
    ["#set($x = $d.parseDouble('-0.0'))$x $d.compare(0.0, $x) $d.max($x, 1) $d.min(1, 2)", '-0.0 1 1.0 1.0'],
    ["$d.parseDouble('1,5')", /NumberFormatException/],
    ['$d.compareTo(1)', /ClassCastException/],
    ["#set($f = $n.floatValue())$f.isNaN() $f.compareTo($f) $f.parseFloat('0.1')", 'false 0 0.1'],
    ['#set($x = $n.byteValue())$x.compareTo($x) $x.hashCode()', '0 7'],
    ['#set($x = $n.byteValue())$x.compareTo($n.shortValue())', /ClassCastException/],
  ]);
});

describe('methods of java.math.BigInteger and java.math.BigDecimal', () => {
  renders([
    [
      '#set($x = 30000000000000000000)$x.negate() $x.negate().abs() $x.signum()',
      '-30000000000000000000 30000000000000000000 1',
    ],
    ['#set($x = 30000000000000000000)$x.add($x) $x.subtract($x) $x.compareTo($x.negate())', '60000000000000000000 0 1'],
    [
      '#set($x = 30000000000000000000)$x.toString(16) $x.max($x) $x.intValue()',
      '1a055690d9db80000 30000000000000000000 -1648885760',
    ],
    [
      '#set($x = 30000000000000000000 * 0.5)$x $x.scale() $x.signum() $x.unscaledValue()',
      '15000000000000000000.0 1 1 150000000000000000000',
    ],
    [
      '#set($x = 30000000000000000000 * 0.5)$x.toPlainString() $x.negate() $x.compareTo($x)',
      '15000000000000000000.0 -15000000000000000000.0 0',
    ],
  ]);
});

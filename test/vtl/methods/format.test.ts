import { describe } from 'vitest';
import { renders } from '../rows.js';

describe('String.format', () => {
  renders([
    ["$s.format('%s|%5s|%-5s|%.2s|%S', 'a', 'b', 'c', 'def', 'g')", 'a|    b|c    |de|G'],
    ["$s.format('%d|%05d|%+d|%,d|%(d', 7, -42, 7, 1234567, -5)", '7|-0042|+7|1,234,567|(5)'],
    ["$s.format('%x|%X|%o|%#x|%x', 255, 255, 8, 255, -1)", 'ff|FF|10|0xff|ffffffff'],
    ["$s.format('%.2f|%8.1f|%e|%,.1f', 2.345, $d, 12345.678, 1234.56)", '2.35|     2.5|1.234568e+04|1,234.6'],
    ["$s.format('%g|%.3g', 0.00001, 123456.0)", '1.00000e-05|1.23e+05'],
    ["$s.format('%b|%b|%c|%h|%%', true, 'x', 65, 'a')", 'true|true|A|61|%'],
    ["$s.format('%2$s %1$s %<s', 'a', 'b')", 'b a a'],
    ["#set($f = '%s-%s')$f.formatted('a', 1)", 'a-1'],
    ["$s.format('%d', 'a')", /IllegalFormatConversionException/],
    ["$s.format('%.1d', 1)", /IllegalFormatPrecisionException/],
    ["$s.format('%s %s', 'a')", /MissingFormatArgumentException/],
    ["$s.format('%q', 'a')", /UnknownFormatConversionException/],
    ["$s.format('%-d', 1)", /MissingFormatWidthException/],
    ["$s.format('%-05d', 1)", /IllegalFormatFlagsException/],
    ["$s.format('%+s', 'a')", /FormatFlagsConversionMismatchException/],
  ]);
});

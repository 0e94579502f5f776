import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JavaList, JavaMap, type JavaValue } from '../../../lib/support/java/collections.js';
import { JavaJsonSyntaxError, MAX_JSON_DEPTH, parseJson, printJson } from '../../../lib/support/java/json.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../../lib/support/java/numbers.js';
import { JavaThrowable } from '../../../lib/support/java/throwable.js';

function reprint(text: string): string {
  return printJson(parseJson(text), 'compact');
}

describe('parseJson()', () => {
  test.each<[text: string, printed: string]>([
    // strict
    ['{"a":[1,{"b":null}],"c":true}', '{"a":[1,{"b":null}],"c":true}'],
    [' \t\r\n[ 1 , false ] ', '[1,false]'],
    ['{"b":1,"a":2,"b":3}', '{"b":3,"a":2}'],
    ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1},"constructor":2}'],
    // quotes
    ["{'a':'b\"c'}", '{"a":"b\\"c"}'],
    ['{a:b c , d : e}', '{"a":"b c","d":"e"}'],
    ['not json', '"not json"'],
    ['', '""'],
    ['  ', '""'],
    ['nullable', '"nullable"'],
    ['null x', '"null x"'],
    ['[nul,null,True,true x,NaN]', '["nul",null,"True","true x",NaN]'],
    // commas and leftovers
    ['[,1,,2,]', '[1,2]'],
    ['["a""b"]', '["a","b"]'],
    ['[{}[]]', '[{},[]]'],
    ['[1 2]', '["1 2"]'],
    ['{,"a":1,,"b":2,}', '{"a":1,"b":2}'],
    ['{"a":,"b":1}', '{"a":"","b":1}'],
    ['{"a":1}{"b":2}', '{"a":1}'],
    ['{"a":1;"b":2}', '{"a":"1;\\"b\\":2"}'],
    // escapes
    ['"\\u00e9\\x41\\/\\\'\\q"', '"éA/\'"'],
    ['"\\ud83d\\ude00"', '"😀"'],
    ['"a\u0001b"', '"a\\u0001b"'],
    ['"a\u0001\u007fb\\n"', '"ab\\n"'],
    ['"it"s"', '"it"'],
    // numbers
    ['[01,-0,-,1.,1.50,1e3,-.5]', '[1,0,0,1.0,1.5,1000.0,-0.5]'],
    ['[+1,.5,1e,0x10,1_0,--1,1-2]', '["+1",".5","1e","0x10","1_0","--1","1-2"]'],
    ['[1é,2.5é]', '[1,"é",2.5,"é"]'],
    ['1e400', 'null'],
    // the end
    ['"a\u001ab"', '"a\\u001Ab"'],
    ['[1,2]\u001a', '[1,2]'],
  ])('reads %j as %s', (text, printed) => {
    expect(reprint(text)).toBe(printed);
  });

  test.each<[text: string, value: JavaValue]>([
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
    ['2147483648', new JavaLong(2147483648n)],
    ['-9223372036854775808', new JavaLong(-(2n ** 63n))],
    ['9223372036854775807', new JavaLong(2n ** 63n - 1n)],
    ['9223372036854775808', 2n ** 63n],
    ['00000000000000000001', 1n],
    ['1.0', new JavaDouble(1)],
    ['0.1234567890123456', new JavaDouble(0.1234567890123456)],
    ['0.12345678901234567', new JavaBigDecimal(12345678901234567n, 17)],
    ['-1.000000000000000000e5', new JavaBigDecimal(-1000000000000000000n, 13)],
  ])('makes of %s a number of Java that keeps its digits', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test('makes lists that print as JSON', () => {
    expect((parseJson('[[]]') as JavaList).style).toBe('json');
  });

  test.each<[text: string, javaClass: string, position: number]>([
    ['{', 'ParseException', 1],
    ['[1', 'ParseException', 2],
    ['"a', 'ParseException', 2],
    ['"\\"', 'ParseException', 3],
    ['}', 'ParseException', 0],
    [':', 'ParseException', 0],
    ['{"a"', 'ParseException', 4],
    ['{"a" 1}', 'ParseException', 5],
    ['{"a":}', 'ParseException', 5],
    ['{"a":"b" "c"}', 'ParseException', 9],
    ['{[1]:2}', 'ParseException', 1],
    ['"\\u12"', 'ParseException', 3],
    ['{a', 'ParseException', 2],
    ['[-.]', 'NumberFormatException', 3],
    ['1.5E+', 'NumberFormatException', 5],
    ['1.00000000000000000e99999999999', 'NumberFormatException', 31],
  ])('refuses %j with %s at %i', (text, javaClass, position) => {
    const error = errorOf(() => parseJson(text));
    expect(error).toBeInstanceOf(JavaJsonSyntaxError);
    expect(error).toMatchObject({ javaClass, position });
  });

  test.each([
    ['', ''],
    ['0.', ''],
    ['', '.5'],
    ['', 'e5'],
  ])('reads numbers of 10,000 characters and refuses longer ones: %sn%s', (before, after) => {
    const number = (length: number): string => before + '1'.repeat(length - before.length - after.length) + after;
    expect(errorOf(() => parseJson(number(10_000)))).toBeUndefined();
    expect(errorOf(() => parseJson(`[${number(10_001)}]`))).toMatchObject({ javaClass: 'NumberFormatException' });
  });

  test('reads as deep as it may, and refuses more without a stack overflow', () => {
    const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);
    expect(reprint(nested(MAX_JSON_DEPTH, '[', ']'))).toBe(nested(MAX_JSON_DEPTH, '[', ']'));
    for (const open of ['[', '{a:', '[{"a":']) {
      expect(errorOf(() => parseJson(open.repeat(1_000_000)))).toMatchObject({ javaClass: 'StackOverflowError' });
    }
  });

  test('agrees with JSON.parse() on every JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(plain(parseJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('ends with a value or its own error on any text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '\\',
      '\\u',
      '1',
      '-',
      '.',
      'e',
      ' ',
      'a',
      'é',
      '\u001a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const error = errorOf(() => printJson(parseJson(parts.join('')), 'json-smart'));
        expect(error === undefined || error instanceof JavaJsonSyntaxError).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['digits', '1'.repeat(200_000)],
    ['quotes', '"'.repeat(200_000)],
    ['escapes', `"${'\\"'.repeat(200_000)}"`],
    ['blanks', ' '.repeat(500_000)],
    ['commas', `[${','.repeat(500_000)}]`],
    ['bare text', 'a '.repeat(300_000)],
  ])('needs linear time for many %s', (_what, text) => {
    const start = performance.now();
    errorOf(() => parseJson(text));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('printJson()', () => {
  test.each<[value: JavaValue, compact: string, jsonSmart: string]>([
    ['a/b', '"a/b"', '"a\\/b"'],
    ['"\\\b\f\n\r\t', '"\\"\\\\\\b\\f\\n\\r\\t"', '"\\"\\\\\\b\\f\\n\\r\\t"'],
    ['\u0000\u001f\u007f\u009f\u00a0', '"\\u0000\\u001F\\u007F\\u009F\u00a0"', '"\\u0000\\u001F\\u007F\\u009F\u00a0"'],
    ['\u1fff\u2000\u2028\u20ff\u2100', '"\u1fff\\u2000\\u2028\\u20FF\u2100"', '"\u1fff\\u2000\\u2028\\u20FF\u2100"'],
    ["<>&'é😀", '"<>&\'é😀"', '"<>&\'é😀"'],
    [new JavaDouble(1e21), '1.0E21', '1.0E21'],
    [new JavaDouble(-Infinity), 'null', 'null'],
    [new JavaDouble(Number.NaN), 'NaN', 'NaN'],
    [new JavaBigDecimal(1n, 2), '0.01', '0.01'],
    [10n ** 30n, `1${'0'.repeat(30)}`, `1${'0'.repeat(30)}`],
    [new JavaList([new JavaList([], 'java'), new JavaMap()]), '[[],{}]', '[[],{}]'],
    [
      new JavaMap(
        new Map<JavaValue, JavaValue>([
          [1, 'a'],
          [new JavaDouble(2), null],
        ]),
      ),
      '{"1":"a","2.0":null}',
      '{"1":"a","2.0":null}',
    ],
  ])('prints %o', (value, compact, jsonSmart) => {
    expect(printJson(value, 'compact')).toBe(compact);
    expect(printJson(value, 'json-smart')).toBe(jsonSmart);
  });

  test('of what holds itself or repeats itself ends with an error of Java', () => {
    const loop = new JavaMap();
    loop.entries.set('self', loop);
    expect(errorOf(() => printJson(loop, 'compact'))).toMatchObject({ javaClass: 'StackOverflowError' });
    let bomb = new JavaList(['some text']);
    for (let level = 0; level < 60; level++) bomb = new JavaList([bomb, bomb]);
    const error = errorOf(() => printJson(bomb, 'compact'));
    expect(error).toBeInstanceOf(JavaThrowable);
    expect(error).toMatchObject({ javaClass: 'OutOfMemoryError' });
  });
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}

function plain(value: JavaValue): unknown {
  if (value instanceof JavaMap) {
    // Not Object.fromEntries alone: JSON.parse, too, makes an own property of `__proto__`.
    return Object.fromEntries([...value.entries].map(([key, item]) => [plain(key), plain(item)] as const));
  }
  if (value instanceof JavaList) return value.items.map(plain);
  if (value instanceof JavaDouble) return value.value;
  if (value instanceof JavaBigDecimal) return Number(`${value.unscaled}e${-value.scale}`);
  if (value instanceof JavaLong) return Number(value.value);
  return typeof value === 'bigint' ? Number(value) : value;
}

import { describe, expect, test } from 'vitest';
import { compileSchema } from '../../lib/schema/index.js';

/** What `$context.error.validationErrorString` holds. */
function errorString(schema: unknown, value: unknown): string {
  return `[${compileSchema(schema)
    .validate(value)
    .map(({ message }) => message)
    .join(', ')}]`;
}

describe('validate() words what is wrong as API Gateway does', () => {
  test.each<[schema: unknown, value: unknown, errors: string]>([
    // Seen in gateway responses of AWS.
    [{ required: ['name'] }, {}, '[object has missing required properties (["name"])]'],
    [
      { type: 'number' },
      '100',
      '[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]',
    ],
    [
      { type: 'string' },
      true,
      '[instance type (boolean) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      { required: ['team', 'medication', 'schedule', 'procedure'] },
      {},
      '[object has missing required properties (["medication","procedure","schedule","team"])]',
    ],
    // The library's own words.
    [
      { type: ['string', 'null'] },
      1.5,
      '[instance type (number) does not match any allowed primitive type (allowed: ["null","string"])]',
    ],
    [{ type: 'object' }, [], '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
    [{ enum: ['DE', 'FR'] }, 'AB', '[instance value ("AB") not found in enum (possible values: ["DE","FR"])]'],
    [{ enum: [{ a: 1 }, null] }, 7, '[instance value (7) not found in enum (possible values: [{"a":1},null])]'],
    [{ minimum: 0 }, -1, '[numeric instance is lower than the required minimum (minimum: 0, found: -1)]'],
    [
      { minimum: 0, exclusiveMinimum: true },
      0,
      '[numeric instance is not strictly greater than the required minimum 0]',
    ],
    [{ maximum: 5 }, 5.5, '[numeric instance is greater than the required maximum (maximum: 5, found: 5.5)]'],
    [{ maximum: 5, exclusiveMaximum: true }, 5, '[numeric instance is not strictly lower than the required maximum 5]'],
    [{ multipleOf: 2 }, 3, '[remainder of division is not zero (3 / 2)]'],
    [{ minLength: 1 }, '', '[string "" is too short (length: 0, required minimum: 1)]'],
    [{ maxLength: 1 }, '😀a', '[string "😀a" is too long (length: 2, maximum allowed: 1)]'],
    [{ pattern: '^a+$' }, 'b', '[ECMA 262 regex "^a+$" does not match input string "b"]'],
    [{ format: 'email' }, 'joe', '[string "joe" is not a valid email address]'],
    [
      { format: 'date-time' },
      'today',
      `[string "today" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.SSSZ]]`,
    ],
    [{ minItems: 1 }, [], '[array is too short: must have at least 1 elements but instance has 0 elements]'],
    [{ maxItems: 1 }, [1, 2], '[array is too long: must have at most 1 elements but instance has 2 elements]'],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], '[array must not contain duplicate elements]'],
    [
      { items: [{}], additionalItems: false },
      [1, 2],
      '[schema only allows 1 elements in array but instance has 2 elements]',
    ],
    [
      { properties: { a: {} }, patternProperties: { '^x-': {} }, additionalProperties: false },
      { a: 1, c: 1, b: 2, 'x-d': 3 },
      '[object instance has properties which are not allowed by the schema: ["b","c"]]',
    ],
    [{ minProperties: 2 }, { a: 1 }, '[object has too few properties (found 1 but schema requires at least 2)]'],
    [{ maxProperties: 0 }, { a: 1 }, '[object has too many properties (found 1 but schema requires at most 0)]'],
    [
      { dependencies: { a: ['c', 'b'] } },
      { a: 1, b: 1 },
      '[property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["c"])]',
    ],
    [{ dependencies: { a: { required: ['b'] } } }, { a: 1 }, '[object has missing required properties (["b"])]'],
    [
      { allOf: [{ type: 'string' }, { minLength: 2 }] },
      'a',
      '[instance failed to match all required schemas (matched only 1 out of 2)]',
    ],
    [
      { anyOf: [{ type: 'string' }, { minimum: 2 }] },
      1,
      '[instance failed to match at least one required schema among 2]',
    ],
    [
      { oneOf: [{ type: 'integer' }, { minimum: 2 }] },
      3,
      '[instance failed to match exactly one schema (matched 2 out of 2)]',
    ],
    [{ not: { type: 'string' } }, 'a', '[instance matched a schema which it should not have]'],
    // Several: keywords by name, members by name, and below only when nothing has been wrong so far.
    [
      { minLength: 3, pattern: 'x', enum: ['y'] },
      'a',
      '[instance value ("a") not found in enum (possible values: ["y"]), string "a" is too short (length: 1, required minimum: 3), ECMA 262 regex "x" does not match input string "a"]',
    ],
    [
      { properties: { b: { type: 'string' }, a: { type: 'object', properties: { c: { enum: [1] } } } } },
      { b: 1, a: { c: 2 } },
      '[instance value (2) not found in enum (possible values: [1]), instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      { required: ['z'], properties: { a: { type: 'string' } } },
      { a: 1 },
      '[object has missing required properties (["z"])]',
    ],
    [
      { properties: { a: { type: 'string' }, b: { properties: { c: { type: 'string' } } } } },
      { a: 1, b: { c: 1 } },
      '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
    ],
  ])('%j with %j: %s', (schema, value, errors) => {
    expect(errorString(schema, value)).toBe(errors);
    expect(compileSchema(schema).accepts(value)).toBe(false);
  });

  test('an error names the keyword and the part of the value', () => {
    const schema = compileSchema({ properties: { 'a/b': { items: { type: 'string' } } } });
    expect(schema.validate({ 'a/b': ['x', 1] })).toMatchObject([{ keyword: 'type', pointer: '/a~1b/1' }]);
  });
});

describe('accepts()', () => {
  test.each<[schema: unknown, value: unknown, accepted: boolean]>([
    [{}, null, true],
    [{ type: 'integer' }, 1, true],
    [{ type: 'integer' }, 1.5, false],
    [{ multipleOf: 0.1 }, 0.3, true],
    [{ multipleOf: 0.01 }, 19.99, true],
    [{ multipleOf: 1e-7 }, 1e21, true],
    [{ minLength: 2 }, '😀', false],
    [{ pattern: 'b' }, 'abc', true],
    [{ pattern: '\\p{Lower}{2}' }, 'éa', false],
    [{ pattern: '(?i)^abc$' }, 'ABC', true],
    [{ uniqueItems: true }, [1, '1', true, null, [1], { a: 1, b: 2 }], true],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [{ enum: [{ a: [1] }] }, { a: [1] }, true],
    [{ required: ['toString'] }, {}, false],
    [{ properties: { constructor: { type: 'string' } } }, {}, true],
    [{ items: [{ type: 'string' }], additionalItems: { type: 'integer' } }, ['a', 1, 'b'], false],
    [{ additionalItems: false }, [1, 2], true],
    [{ additionalProperties: { type: 'string' } }, { a: 1 }, false],
    [{ properties: { ab: { type: 'integer' } }, patternProperties: { '^a': { minimum: 5 } } }, { ab: 1 }, false],
    // Not draft 4's: ignored.
    [{ type: 'string', nullable: true }, null, false],
    [{ const: 1, if: {}, contains: {} }, 5, true],
    [{ format: 'int32' }, 'x', true],
    [{ format: 'date' }, 'x', true],
    [{ format: 'email' }, 7, true],
  ])('%j with %j: %s', (schema, value, accepted) => {
    expect(compileSchema(schema).accepts(value)).toBe(accepted);
    expect(compileSchema(schema).validate(value)).toHaveLength(accepted ? 0 : 1);
  });

  test.each<[format: string, good: readonly string[], bad: readonly string[]]>([
    [
      'date-time',
      ['2024-02-29T10:20:30Z', '2024-01-01T00:00:00.123+02:00', '2024-01-01T00:00:00+0200'],
      ['2023-02-29T10:20:30Z', '2024-01-01', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00'],
    ],
    [
      'email',
      ['joe@example.com', 'a.b+c@host', '"a b"@example.com'],
      ['@example.com', 'joe@', 'a b@c.d', 'a..b@c.d', 'joe@-x.com'],
    ],
    ['hostname', ['example.com', 'a', '1-a.b'], ['', '-a', 'a..b', 'a_b', 'a'.repeat(64)]],
    ['ipv4', ['127.0.0.1'], ['256.0.0.1', '1.2.3', '01.2.3.4', '1.2.3.4.5']],
    [
      'ipv6',
      ['::', '::1', '1:2:3:4:5:6:7:8', 'fe80::1:2', '::ffff:1.2.3.4'],
      ['1::2::3', '1:2:3', '12345::', ':1:2:3:4:5:6:7', '::1.2.3'],
    ],
    ['uri', ['https://example.com/a?b#c', '/relative', 'urn:x'], ['a b', 'http://x/%zz', '<x>']],
    ['regex', ['^a+$'], ['(', '[b-a]']],
  ])('format %s', (format, good, bad) => {
    const schema = compileSchema({ format });
    expect(good.filter((text) => !schema.accepts(text))).toEqual([]);
    expect(bad.filter((text) => schema.accepts(text))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileSchema,
  MAX_SCHEMA_BYTES,
  MAX_SCHEMA_LEVELS,
  SchemaCompileError,
  SchemaLimitError,
} from '../../lib/schema/index.js';
import { JavaRegexLimitError } from '../../lib/support/java/regex/index.js';
import { fits } from './naive.js';

/** Texts that would be code, or reach into objects, if they were ever written into a program as they are. */
const HOSTILE = [
  `'); globalThis.sluiceOwned = true; ('`,
  `"); globalThis.sluiceOwned = true; ("`,
  '`${(globalThis.sluiceOwned = true)}`',
  '*/ globalThis.sluiceOwned = true; /*',
  '\u2028globalThis.sluiceOwned = true\u2028',
  '\\',
  "'",
  '"',
  '\n',
  '</script>',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '$ref',
  '$data',
  '$async',
  'id',
  '',
  'data',
  'validate',
  'a.b[0]',
  '\ud800',
];

/** JSON text keeps `__proto__` a plain member. */
const json = (text: string): unknown => JSON.parse(text);
const quoted = (text: string): string => JSON.stringify(text);

describe('names, patterns and values of the schema are data', () => {
  test.each(HOSTILE)('%j', (text) => {
    const name = quoted(text);
    const member = json(`{${name}: 1}`);
    const other = json('{"other": 1}');
    const cases: readonly (readonly [schema: string, good: unknown, bad: unknown])[] = [
      [`{"properties": {${name}: {"type": "integer"}}, "additionalProperties": false}`, member, other],
      [`{"properties": {${name}: {"type": "string"}}}`, other, member],
      [`{"required": [${name}]}`, member, other],
      [`{"enum": [${name}, {${name}: 1}]}`, member, other],
      [`{"enum": [${name}]}`, text, `${text}x`],
      [
        `{"patternProperties": {${quoted(`^\\Q${text.replace('\ud800', '')}\\E$`)}: {"type": "string"}}}`,
        other,
        /[\\\ud800]/.test(text) ? 1 : member,
      ],
      [`{"not": {"required": [${name}]}}`, other, member],
    ];
    for (const [schema, good, bad] of cases) {
      const compiled = compileSchema(json(schema));
      expect([schema, compiled.accepts(good), compiled.validate(good)]).toEqual([schema, true, []]);
      if (bad === 1) continue;
      expect([schema, compiled.accepts(bad), compiled.validate(bad).length]).toEqual([schema, false, 1]);
    }
    expect(Object.hasOwn(globalThis, 'sluiceOwned')).toBe(false);
    expect(({} as { other?: unknown }).other).toBeUndefined();
  });

  test.each(HOSTILE.filter((text) => text !== '\ud800'))('a definition named %j', (text) => {
    const pointer = `#/definitions/${encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
    const schema = compileSchema(
      json(`{"definitions": {${quoted(text)}: {"type": "integer"}}, "$ref": ${quoted(pointer)}}`),
    );
    expect([schema.accepts(1), schema.accepts('x')]).toEqual([true, false]);
  });

  test('formats, descriptions, ids and unknown keywords of any content are harmless', () => {
    for (const text of HOSTILE) {
      const schema = json(
        `{"id": ${quoted(text)}, "$schema": ${quoted(text)}, "$async": true, "title": ${quoted(text)}, "format": ${quoted(text)}, ${quoted(text === '$ref' ? 'x' : text)}: {"a": 1}}`,
      );
      expect(compileSchema(schema).accepts('x')).toBe(true);
    }
    expect(Object.hasOwn(globalThis, 'sluiceOwned')).toBe(false);
  });

  test('a dependency of __proto__ is not overlooked', () => {
    const schema = compileSchema(json('{"dependencies": {"__proto__": ["a"]}}'));
    expect([schema.accepts(json('{"__proto__": 1}')), schema.accepts({})]).toEqual([false, true]);
  });
});

describe('limits', () => {
  const nested = (levels: number): unknown => {
    let schema: unknown = {};
    for (let level = 1; level < levels; level++) schema = { not: schema };
    return schema;
  };

  test('a schema has at most 64 levels', () => {
    expect(compileSchema(nested(MAX_SCHEMA_LEVELS)).validate(1).length).toBeLessThan(2);
    expect(() => compileSchema(nested(MAX_SCHEMA_LEVELS + 1))).toThrow('it has more than 64 levels');
    const circular: { not?: unknown } = {};
    circular.not = circular;
    expect(() => compileSchema(circular)).toThrow('it has more than 64 levels');
  });

  test('a schema has at most 400 KB', () => {
    const schema = (bytes: number): unknown => ({ title: 'x'.repeat(bytes - '{"title":""}'.length) });
    expect(compileSchema(schema(MAX_SCHEMA_BYTES)).accepts(1)).toBe(true);
    expect(() => compileSchema(schema(MAX_SCHEMA_BYTES + 1))).toThrow('it has 400001 bytes, the limit is 400000');
  });

  test('what is no JSON is refused', () => {
    expect(() => compileSchema({ minimum: 1n })).toThrow(SchemaCompileError);
    expect(() => compileSchema(() => undefined)).toThrow(SchemaCompileError);
  });

  test('models are bounded together', () => {
    const model = { title: 'x'.repeat(390_000) };
    const schema = { anyOf: Array.from({ length: 20 }, (_, index) => ({ $ref: `#/definitions/M${index}` })) };
    expect(() => compileSchema(schema, { resolveModel: () => model })).toThrow(
      'with its models it has more than 4000000 bytes',
    );
  });

  test('references that multiply end by the limit', () => {
    const definitions: Record<string, unknown> = { d40: { type: 'string' } };
    for (let level = 0; level < 40; level++) {
      const next = { $ref: `#/definitions/d${level + 1}` };
      definitions[`d${level}`] = { allOf: [next, next] };
    }
    const schema = compileSchema({ definitions, $ref: '#/definitions/d0' });
    expect(() => schema.accepts('x')).toThrow(SchemaLimitError);
    expect(() => schema.validate('x')).toThrow(SchemaLimitError);
  });

  test('a number beyond the range of numbers is a multiple of nothing', () => {
    const schema = compileSchema({ multipleOf: 5 });
    expect([schema.accepts(json('1e300')), schema.accepts(json('1e400')), schema.accepts(json('-1e400'))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(schema.validate(json('1e400'))).toHaveLength(1);
  });

  test('alternatives that lead to the schema itself end by a limit of the size of the value', () => {
    let visits = 0;
    const leaf = { type: 'object', properties: { a: { $ref: '#' } } };
    const schema = compileSchema({
      oneOf: [leaf, { ...leaf, required: ['b'] }, { $ref: '#/definitions/third' }],
      definitions: { third: leaf },
    });
    const chain = (levels: number, last: unknown): object => {
      let value: object = {
        get a(): unknown {
          visits++;
          return last;
        },
      };
      for (let level = 0; level < levels; level++) value = { a: value };
      return value;
    };
    expect(() => schema.accepts(chain(60, 1))).toThrow(SchemaLimitError);
    expect(visits).toBeLessThan(200_000);
  });

  test('every validation may follow as many references', () => {
    const schema = compileSchema({ definitions: { M: {} }, items: { $ref: '#/definitions/M' } });
    const items = Array.from({ length: 1_250_000 }, () => 1);
    expect([schema.accepts(items), schema.validate(items), schema.accepts(items)]).toEqual([true, [], true]);
  });

  test('a value of any depth is answered', () => {
    const tree = compileSchema({ type: 'array', items: { $ref: '#' } });
    const deep = json(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect([tree.accepts(deep), tree.validate(deep).map(({ message }) => message)]).toEqual([
      false,
      ['instance has more than 1000 levels'],
    ]);
    expect(tree.accepts(json(`${'['.repeat(1000)}${']'.repeat(1000)}`))).toBe(true);
    expect(compileSchema({ type: 'array' }).accepts(deep)).toBe(true);
  });

  test('a value too deep for what its schema applies on each level ends by the limit', () => {
    let levels: unknown = { type: 'array', items: { $ref: '#' } };
    for (let level = 0; level < 25; level++) levels = { oneOf: [levels] };
    const schema = compileSchema(levels);
    const deep = json(`${'['.repeat(1000)}${']'.repeat(1000)}`);
    expect(() => schema.accepts(deep)).toThrow(SchemaLimitError);
    expect(() => schema.validate(deep)).toThrow(SchemaLimitError);
    expect(schema.accepts(json('[[[]]]'))).toBe(true);
  });

  test('a list of many objects that must differ is answered soon', () => {
    const schema = compileSchema({ type: 'array', uniqueItems: true });
    const items = Array.from({ length: 100_000 }, (_, index) => ({ id: index }));
    expect(schema.accepts(items)).toBe(true);
    expect(schema.accepts([...items, { id: 0 }])).toBe(false);
  });

  test('of many mistakes a thousand are told', () => {
    const schema = compileSchema({ type: 'array', items: { type: 'string' } });
    expect(schema.validate(Array.from({ length: 1_000_000 }, () => 1))).toHaveLength(1000);
    const members = compileSchema({ additionalProperties: { type: 'string' } });
    expect(
      members.validate(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`m${index}`, 1]))),
    ).toHaveLength(1000);
  });

  test('a catastrophic pattern ends by its steps', () => {
    const schema = compileSchema({ pattern: '^(a+)+$' });
    expect(() => schema.accepts(`${'a'.repeat(5000)}b`)).toThrow(JavaRegexLimitError);
  });
});

describe('accepts() and validate()', () => {
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(null, true, '', 'a', 'ab', '😀', 0, 1, 2, 3, 0.5, -1),
    fc.integer({ min: -3, max: 8 }),
  );
  const name = fc.constantFrom('a', 'b', '', 'toString', '__proto__');
  const dictionary = <T>(values: fc.Arbitrary<T>) =>
    fc.array(fc.tuple(name, values), { maxLength: 3 }).map((entries) => {
      const result = Object.create(null) as Record<string, T>;
      for (const [key, value] of entries) result[key] = value;
      return result;
    });
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), dictionary(tie('value'))),
  }));
  const count = fc.integer({ min: 0, max: 3 });
  const keyword = <T>(name: string, values: fc.Arbitrary<T>) => values.map((value) => ({ [name]: value }));
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
    const list = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom<unknown>(
          {},
          { type: 'string' },
          { type: ['integer', 'null'] },
          { pattern: 'a' },
          { minimum: 1, exclusiveMinimum: true },
          { maximum: 2, exclusiveMaximum: true },
          { dependencies: { a: ['b'], '': ['c'], b: { required: ['toString', ''] } } },
          { $ref: '#/definitions/M' },
        ),
        fc
          .array(
            fc.oneof(
              keyword(
                'type',
                fc.subarray(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'], { minLength: 1 }),
              ),
              keyword('enum', fc.array(value, { minLength: 1, maxLength: 3 })),
              keyword('minimum', count),
              keyword('maximum', count),
              keyword('multipleOf', fc.constantFrom(1, 2, 0.5)),
              keyword('minLength', count),
              keyword('maxLength', count),
              keyword('pattern', fc.constantFrom('a', '^b', '\\p{L}')),
              keyword('minItems', count),
              keyword('maxItems', count),
              keyword('uniqueItems', fc.boolean()),
              keyword('minProperties', count),
              keyword('maxProperties', count),
              keyword('required', fc.array(name, { maxLength: 2 })),
              keyword('items', fc.oneof(tie('schema'), fc.array(tie('schema'), { maxLength: 2 }))),
              keyword('additionalItems', fc.oneof(fc.boolean(), tie('schema'))),
              keyword('properties', dictionary(tie('schema'))),
              keyword('patternProperties', fc.dictionary(fc.constantFrom('a', '^t'), tie('schema'), { maxKeys: 2 })),
              keyword('additionalProperties', fc.oneof(fc.boolean(), tie('schema'))),
              keyword('allOf', list),
              keyword('anyOf', list),
              keyword('oneOf', list),
              keyword('not', tie('schema')),
            ),
            { minLength: 1, maxLength: 4 },
          )
          .map((keywords): unknown => Object.assign({}, ...keywords)),
      ),
    };
  });
  const MODEL = { type: ['object', 'integer'], additionalProperties: { $ref: '#/definitions/M' } };

  test('agree with the specification read word by word, for every schema and value', () => {
    fc.assert(
      fc.property(schema, value, (source, instance) => {
        const compiled = compileSchema(source, { resolveModel: () => MODEL });
        const expected = fits(source as object, instance, MODEL);
        expect([compiled.accepts(instance), compiled.validate(instance).length === 0]).toEqual([expected, expected]);
      }),
      { numRuns: 3000 },
    );
  });
});

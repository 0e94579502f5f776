import { describe, expect, test } from 'vitest';
import { compileSchema, SchemaCompileError, SchemaModels } from '../../lib/schema/index.js';

const url = (name: string): string => `https://apigateway.amazonaws.com/restapis/abc123/models/${name}`;

const MODELS: Readonly<Record<string, unknown>> = {
  Name: { type: 'string', minLength: 1 },
  Person: {
    type: 'object',
    required: ['name'],
    properties: { name: { $ref: url('Name') }, friends: { $ref: url('People') } },
  },
  People: { type: 'array', items: { $ref: '#/definitions/Person' } },
  Local: { definitions: { Name: { type: 'integer' } }, properties: { name: { $ref: '#/definitions/Name' } } },
  Enum: { properties: { enum: { $ref: url('Name') }, $ref: { $ref: url('Name') }, id: { $ref: url('Name') } } },
  'with space': { type: 'string' },
};

const compile = (schema: unknown) =>
  compileSchema(schema, { resolveModel: (name) => (Object.hasOwn(MODELS, name) ? MODELS[name] : undefined) });

describe('references', () => {
  test.each<[reference: string, good: unknown, bad: unknown]>([
    [url('Name'), 'x', ''],
    ['#/definitions/Name', 'x', 1],
    ['#/components/schemas/Name', 'x', 1],
    [`${url('Person')}#/properties/name`, 'x', 1],
    [url('Person'), { name: 'a', friends: [{ name: 'b', friends: [] }] }, { name: 'a', friends: [{ friends: [] }] }],
    [url('Local'), { name: 1 }, { name: 'x' }],
    [url('Enum'), { enum: 'a', $ref: 'b', id: 'c' }, { $ref: 1 }],
  ])('%s', (reference, good, bad) => {
    for (const schema of [{ $ref: reference }, { allOf: [{ $ref: reference, type: 'null' }] }]) {
      const compiled = compile(schema);
      expect([compiled.accepts(good), compiled.accepts(bad)]).toEqual([true, false]);
      expect([compiled.validate(good).length, compiled.validate(bad).length]).toEqual([0, 1]);
    }
  });

  test('models that all name each other are read once for all schemas', () => {
    const names = Array.from({ length: 50 }, (_, index) => `M${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]));
    const reads: string[] = [];
    const resolveModel = new SchemaModels((name) => {
      reads.push(name);
      return { type: 'object', properties };
    });
    const schemas = names.map((name) => compileSchema({ $ref: `#/definitions/${name}` }, { resolveModel }));
    expect(reads.sort()).toEqual([...names].sort());
    expect(schemas.map((schema) => [schema.accepts({ M3: { M4: {} } }), schema.accepts({ M3: { M4: 1 } })])).toEqual(
      names.map(() => [true, false]),
    );
  });

  test('of schemas with the same models each has its own parts', () => {
    const resolveModel = new SchemaModels(() => ({
      $ref: '#/definitions/own',
      definitions: { own: { type: 'null' } },
    }));
    const compile = (type: string): ReturnType<typeof compileSchema> =>
      compileSchema(
        { items: [{ $ref: '#/definitions/own' }, { $ref: '#/definitions/M' }], definitions: { own: { type } } },
        { resolveModel },
      );
    const [text, number] = [compile('string'), compile('number')];
    expect([text.accepts(['a', null]), number.accepts(['a', null]), number.accepts([1, null])]).toEqual([
      true,
      false,
      true,
    ]);
    expect(text.accepts(['a', 1])).toBe(false);
  });

  test('a part of the document comes before a model of the same name', () => {
    const schema = compile({ definitions: { Name: { type: 'integer' } }, $ref: '#/definitions/Name' });
    expect(schema.accepts(1)).toBe(true);
  });

  test('the whole schema, escaped names and parts outside of definitions can be referred to', () => {
    const tree = compile({ type: 'object', additionalProperties: { $ref: '#' } });
    expect([tree.accepts({ a: { b: {} } }), tree.accepts({ a: { b: 1 } })]).toEqual([true, false]);
    const escaped = compile({ $ref: '#/x/a~1b%20c', x: { 'a/b c': { type: 'string' } } });
    expect([escaped.accepts('a'), escaped.accepts(1)]).toEqual([true, false]);
  });

  test.each<[schema: unknown, message: string]>([
    [
      { $ref: 'https://example.com/schema' },
      'Cannot use the schema: "$ref" names "https://example.com/schema", which is neither a part of the schema nor a model of the API (at #)',
    ],
    [
      { items: { $ref: 'other.json' } },
      'Cannot use the schema: "$ref" names "other.json", which is neither a part of the schema nor a model of the API (at #/items)',
    ],
    [
      { $ref: url('Nobody') },
      'Cannot use the schema: "$ref" names the model "Nobody", which the API does not have (at #)',
    ],
    [
      { $ref: '#/definitions/Nobody' },
      'Cannot use the schema: "$ref" names the model "Nobody", which the API does not have (at #)',
    ],
    [{ $ref: '#/nowhere' }, 'Cannot use the schema: "$ref" names "#/nowhere", which the schema does not have (at #)'],
    [{ $ref: '#foo' }, 'Cannot use the schema: "$ref" has the fragment "foo", which is no JSON pointer (at #)'],
    [{ $ref: '#/%zz' }, 'Cannot use the schema: "$ref" has "%zz", which is not percent-encoded text (at #)'],
    [{ $ref: 1 }, 'Cannot use the schema: "$ref" must be a string, found 1 (at #)'],
    [{ $ref: '#' }, 'Cannot use the schema: it refers to itself without reaching a property or an item (at #)'],
    [
      { allOf: [{ not: { $ref: '#' } }] },
      'Cannot use the schema: it refers to itself without reaching a property or an item (at #)',
    ],
    [
      {
        definitions: { a: { $ref: '#/definitions/b' }, b: { anyOf: [{ $ref: '#/definitions/a' }] } },
        items: { $ref: '#/definitions/a' },
      },
      'Cannot use the schema: it refers to itself without reaching a property or an item (at #)',
    ],
    [
      { dependencies: { a: { $ref: '#' } } },
      'Cannot use the schema: it refers to itself without reaching a property or an item (at #)',
    ],
  ])('%j is refused', (schema, message) => {
    expect(() => compile(schema)).toThrow(SchemaCompileError);
    expect(() => compile(schema)).toThrow(message);
  });
});

describe('shapes', () => {
  test.each<[schema: unknown, reason: string]>([
    [undefined, 'a schema must be an object, found nothing (at #)'],
    [true, 'a schema must be an object, found true (at #)'],
    [[], 'a schema must be an object, found [] (at #)'],
    [
      { type: 'text' },
      '"type" must be one or more of array, boolean, integer, null, number, object, string, found "text" (at #/type)',
    ],
    [
      { type: [] },
      '"type" must be one or more of array, boolean, integer, null, number, object, string, found [] (at #/type)',
    ],
    [{ properties: { a: { minimum: '1' } } }, '"minimum" must be a number, found "1" (at #/properties/a/minimum)'],
    [{ multipleOf: 0 }, '"multipleOf" must be a number above 0, found 0 (at #/multipleOf)'],
    [{ minLength: -1 }, '"minLength" must be a whole number, 0 or more, found -1 (at #/minLength)'],
    [{ required: true }, '"required" must be a list of names, found true (at #/required)'],
    [{ exclusiveMinimum: 1 }, '"exclusiveMinimum" must be true or false, found 1 (at #/exclusiveMinimum)'],
    [{ exclusiveMaximum: true }, '"exclusiveMaximum" needs "maximum" beside it (at #)'],
    [{ enum: [] }, '"enum" must be a list of at least one value, found [] (at #/enum)'],
    [{ allOf: [] }, '"allOf" must be a list of at least one schema, found [] (at #/allOf)'],
    [{ anyOf: [1] }, 'a schema must be an object, found 1 (at #/anyOf/0)'],
    [{ properties: [] }, '"properties" must be an object of schemas, found [] (at #/properties)'],
    [{ pattern: '(' }, 'the pattern cannot be read: Unclosed group near index 1: "(" (at #/pattern)'],
    [
      { patternProperties: { '[': {} } },
      'the pattern cannot be read: Unclosed character class near index 0: "[" (at #/patternProperties/[)',
    ],
    [{ dependencies: { a: 'b' } }, 'a schema must be an object, found "b" (at #/dependencies/a)'],
    [{ items: 1 }, 'a schema must be an object, found 1 (at #/items)'],
    [{ format: 1 }, '"format" must be a string, found 1 (at #/format)'],
  ])('%j is refused', (schema, reason) => {
    expect(() => compileSchema(schema)).toThrow(`Cannot use the schema: ${reason}`);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { input, MappingTemplate, text, type TemplateDocument, type TemplateValue } from '../../lib/index.js';

/** A value of a template, and what it has to be for a document. */
interface Model {
  readonly value: (document: TemplateDocument) => TemplateValue;
  /** Undefined where the member is left out. */
  readonly expected: (document: Json) => Json | undefined;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('$', '#', '\\', "'", '"', '${x}', '#end', ''),
);
const NAMES = ['a', 'b', 'list'] as const;
const named = fc.constantFrom(...NAMES);

function at(document: Json, name: string): Json | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  return (document as Readonly<Record<string, Json>>)[name] ?? undefined;
}

function isAbsent(value: Json | undefined): value is undefined | '' {
  return value === undefined || value === '';
}

/** A value that is never a list or an object, as a template prints it. */
function printScalar(value: unknown): string {
  return typeof value === 'object' || value === undefined
    ? ''
    : JSON.stringify(value).replace(/^"(.*)"$/s, (text) => JSON.parse(text) as string);
}

const leaf = fc.oneof<fc.Arbitrary<Model>[]>(
  scalar.map((constant) => ({ value: () => constant, expected: () => constant })),
  named.map((name) => ({ value: (d) => d.path(`$.${name}`), expected: (d) => at(d, name) ?? '' })),
  fc.tuple(named, scalar).map(([name, other]) => ({
    value: (d) => d.path(`$.${name}`).or(other),
    expected: (d) => (isAbsent(at(d, name)) ? other : at(d, name)),
  })),
  // `a` is never a list or an object.
  fc.tuple(scalar, fc.constantFrom('', ' ', '.b', '[0]', '()', '{', '-x', '#end')).map(([before, after]) => ({
    value: (d) => text`${before} ${d.path('$.a')}${after}`,
    expected: (d) => `${before} ${printScalar(at(d, 'a'))}${after}`,
  })),
  fc.constant({
    value: (d: TemplateDocument) => d.path('$.a').asString(),
    expected: (d: Json) => printScalar(at(d, 'a')),
  }),
  named.map((name) => ({
    value: (d) => d.path(`$.${name}`).optional(),
    expected: (d) => (isAbsent(at(d, name)) ? undefined : at(d, name)),
  })),
);

const { model } = fc.letrec<{ model: Model; list: Model; object: Model; each: Model }>((tie) => ({
  model: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('list'), tie('object'), tie('each')),
  list: fc.array(tie('model'), { maxLength: 4 }).map((items) => ({
    value: (d) => items.map(({ value }) => value(d)),
    expected: (d) => items.map(({ expected }) => expected(d)).filter((item) => item !== undefined),
  })),
  object: fc.dictionary(fc.string({ maxLength: 4 }), tie('model'), { maxKeys: 4 }).map((members) => ({
    value: (d) => Object.fromEntries(Object.entries(members).map(([name, { value }]) => [name, value(d)])),
    expected: (d) =>
      Object.fromEntries(
        Object.entries(members).flatMap(([name, { expected }]) => {
          const member = expected(d);
          return member === undefined ? [] : [[name, member] as const];
        }),
      ),
  })),
  // An item has no member that it could be left out of.
  each: tie('model').map((item) => ({
    value: (d) => d.each('$.list', (each) => ({ item: item.value(each) })),
    expected: (d) => {
      const items = at(d, 'list');
      return (Array.isArray(items) ? (items as readonly Json[]) : []).map((each): Json => {
        const member = item.expected(each);
        return member === undefined ? {} : { item: member };
      });
    },
  })),
}));

const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.record(
    {
      a: scalar,
      b: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.constant(null)),
      list: fc.array(fc.oneof({ maxDepth: 2 }, scalar, tie('document')), { maxLength: 3 }),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
}));

describe('MappingTemplate.json()', () => {
  test('prints what a naive reading of the value says, for any value and body', () => {
    fc.assert(
      fc.property(model, document, ({ value, expected }, body) => {
        const { output } = MappingTemplate.json({ value: value(input) }).render({ body });
        const member = expected(body);
        expect(JSON.parse(output)).toEqual(member === undefined ? {} : { value: member });
      }),
      { numRuns: 500 },
    );
  });
});

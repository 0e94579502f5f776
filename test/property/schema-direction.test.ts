import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schemaDirection, type SchemaDirection } from '../../lib/diff/schema-direction.js';
import type { Document } from '../../lib/model/index.js';
import { compileSchema } from '../../lib/schema/index.js';
import { mapOf, record } from '../support/arbitrary-values.js';

const RUNS = Number(process.env.SLUICE_RUNS ?? 2_000);

const names = fc.constantFrom('a', 'b', 'c');
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, 1, 2.5, -1, '', 'a', 'bb', 'ccc'),
    fc.array(tie('value'), { maxLength: 3 }),
    mapOf(names, tie('value')),
  ),
})).value;

const types = fc.constantFrom('string', 'integer', 'number', 'object', 'array', 'null', 'boolean');

/** Schemas of few values, so that those of two schemas have much in common. */
const schemas = fc.letrec<{ schema: Document }>((tie) => {
  const few = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
  return {
    schema: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom<Document>({}, { type: 'string' }, { type: ['integer', 'null'] }, { type: 'number' }),
      record(
        {
          type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
          required: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
          enum: fc.uniqueArray(fc.constantFrom(0, 1, 'a', 'bb'), { minLength: 1, maxLength: 3 }),
          maximum: fc.integer({ min: 0, max: 2 }),
          minLength: fc.integer({ min: 0, max: 2 }),
          maxItems: fc.integer({ min: 0, max: 2 }),
          uniqueItems: fc.boolean(),
          pattern: fc.constantFrom('a', 'b'),
          properties: mapOf(names, tie('schema')),
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
          items: tie('schema'),
          allOf: few,
          anyOf: few,
          oneOf: few,
          not: tie('schema'),
        },
        [],
      ) as fc.Arbitrary<Document>,
    ),
  };
}).schema;

/** A schema, and one like it: with keywords of another in the place of its own, or without some. */
const pairs: fc.Arbitrary<readonly [before: Document, after: Document]> = fc.oneof(
  fc.tuple(schemas, schemas),
  fc
    .tuple(schemas, schemas, fc.nat(), fc.boolean())
    .map(([before, donor, which, isSwapped]): readonly [Document, Document] => {
      const keywords = Object.entries(donor as Readonly<Record<string, Document>>);
      const [keyword, value] = keywords[which % Math.max(1, keywords.length)] ?? ['description', 'a'];
      const after = { ...(before as object), [keyword]: value } as Document;
      return isSwapped ? [after, before] : [before, after];
    }),
);

test(`a schema that is called wider or the same takes all that the old one took, ${RUNS} times`, () => {
  const seen: Record<SchemaDirection, number> = { narrower: 0, wider: 0, same: 0, unknown: 0 };
  fc.assert(
    fc.property(pairs, fc.array(values, { minLength: 30, maxLength: 30 }), ([before, after], instances) => {
      const direction = schemaDirection(before, after);
      seen[direction]++;
      if (direction !== 'wider' && direction !== 'same') return;
      const [old, now] = [compileSchema(before), compileSchema(after)];
      for (const instance of instances) {
        expect(old.accepts(instance) && !now.accepts(instance), JSON.stringify(instance)).toBe(false);
      }
    }),
    { numRuns: RUNS },
  );
  expect(Object.values(seen).every((count) => count > RUNS / 100)).toBe(true);
}, 120_000);

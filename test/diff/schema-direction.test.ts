import { expect, test } from 'vitest';
import { schemaDirection, turnsRound, type SchemaDirection } from '../../lib/diff/schema-direction.js';
import { reference, type Document } from '../../lib/model/index.js';

/** In each direction; what is wider one way is narrower the other. */
test.each<[what: string, narrow: Document, wide: Document]>([
  ['a required name', { required: ['a', 'b'] }, { required: ['a'] }],
  ['the first required name', { required: ['a'] }, {}],
  ['a type', { type: 'string' }, {}],
  ['one of several types', { type: ['string'] }, { type: ['string', 'null'] }],
  ['integers', { type: 'integer' }, { type: 'number' }],
  ['a value of an enum', { enum: ['a'] }, { enum: ['a', 'b'] }],
  ['an enum', { enum: ['a'] }, {}],
  ['maximum', { maximum: 5 }, { maximum: 6 }],
  ['minLength', { minLength: 5 }, { minLength: 4 }],
  ['minItems', { minItems: 1 }, {}],
  ['exclusiveMaximum', { maximum: 5, exclusiveMaximum: true }, { maximum: 5 }],
  ['uniqueItems', { uniqueItems: true }, { uniqueItems: false }],
  ['a pattern', { pattern: 'a' }, {}],
  ['a format', { format: 'date' }, {}],
  ['items', { items: { type: 'string' } }, {}],
  ['the schema of items', { items: { type: 'string', minLength: 1 } }, { items: { type: 'string' } }],
  ['the schema of a property', { properties: { a: { enum: [1] } } }, { properties: { a: { enum: [1, 2] } } }],
  [
    'a property of a closed schema',
    { properties: { a: {} }, additionalProperties: false },
    { properties: { a: {}, b: {} }, additionalProperties: false },
  ],
  ['additional properties', { additionalProperties: false }, {}],
  ['additional properties of a type', { additionalProperties: { type: 'string' } }, { additionalProperties: true }],
  ['no additional properties', { additionalProperties: false }, { additionalProperties: { type: 'string' } }],
  ['an alternative', { anyOf: [{ type: 'string' }] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  ['a conjunct', { allOf: [{ type: 'string' }, { minLength: 1 }] }, { allOf: [{ type: 'string' }] }],
  ['a changed conjunct', { allOf: [{ minLength: 2 }] }, { allOf: [{ minLength: 1 }] }],
  ['a definition', { definitions: { A: { type: 'string' } } }, { definitions: { A: {} } }],
])('schemaDirection() compares %s', (_what, narrow, wide) => {
  expect(schemaDirection(wide, narrow)).toBe('narrower');
  expect(schemaDirection(narrow, wide)).toBe('wider');
  expect(schemaDirection(wide, wide)).toBe('same');
});

test.each<[what: string, before: Document, after: Document, expected: SchemaDirection]>([
  ['another type', { type: 'string' }, { type: 'object' }, 'narrower'],
  ['a type in a list', { type: 'string' }, { type: ['string'] }, 'same'],
  ['wider and narrower together', { required: ['a'], type: 'object' }, { required: ['b'], type: 'object' }, 'narrower'],
  ['a description', { description: 'a' }, { description: 'b', title: 'c', default: 1 }, 'same'],
  ['the order of an enum', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'same'],
  ['another pattern', { pattern: 'a' }, { pattern: 'b' }, 'unknown'],
  ['a reference', { $ref: '#/models/A' }, { $ref: '#/models/B' }, 'unknown'],
  ['not', { not: { type: 'string' } }, { not: {} }, 'unknown'],
  ['oneOf', { oneOf: [{ type: 'string' }] }, { oneOf: [{}] }, 'unknown'],
  ['a property of an open schema', { properties: {} }, { properties: { a: {} } }, 'unknown'],
  ['a property gone from an open schema', { properties: { a: {} } }, { properties: {} }, 'unknown'],
  [
    'a definition under not',
    { not: { $ref: '#/definitions/A' }, definitions: { A: { type: 'string' } } },
    { not: { $ref: '#/definitions/A' }, definitions: { A: {} } },
    'unknown',
  ],
  ['a new definition', { definitions: {} }, { definitions: { A: {} } }, 'same'],
  ['a keyword of another draft', {}, { const: 1 }, 'unknown'],
  ['a value that only deployment knows', { maximum: 1 }, { maximum: reference('Max') }, 'unknown'],
])('schemaDirection() of %s', (_what, before, after, expected) => {
  expect(schemaDirection(before, after)).toBe(expected);
});

test('turnsRound() finds not and oneOf at any depth', () => {
  expect(turnsRound({ properties: { a: { items: [{ not: {} }] } } })).toBe(true);
  expect(turnsRound({ properties: { a: { anyOf: [{ type: 'string' }] } } })).toBe(false);
});

import { check, constantFrom, dictionary, array, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LambdaPayload } from '../../lib/runtime/lambda-payload.js';
import { eventFor, TEMPLATE, type EventInput } from './event-template.js';

const names = oneof(constantFrom('__proto__', 'constructor', 'toString', '0', 'Accept'), string());
const inputs = record({
  path: string({ unit: 'binary' }),
  lists: dictionary(names, array(string(), { minLength: 1 })),
});

describe('EventTemplate', () => {
  test('makes the event that its shape describes, members in its order', () => {
    const result = check(
      property(inputs, (input: EventInput) => {
        const built = LambdaPayload.ofEvent(TEMPLATE.eventOf(input)).text();
        expect(built).toBe(JSON.stringify(eventFor(input)));
      }),
      { seed: 1, numRuns: 2_000 },
    );
    expect(result.counterexample).toBeNull();
  });

  test('shares nothing between events', () => {
    const [first, second] = [1, 2].map(() => TEMPLATE.eventOf({ path: '/', lists: null }).build()) as object[];
    Object.assign((first as { context: { identity: object } }).context.identity, { user: 'spoilt' });
    expect(second).toEqual(eventFor({ path: '/', lists: null }));
  });

  test.each([
    ['of the body', { path: 'x'.repeat(20_000), lists: null }],
    ['of letters of several bytes', { path: 'ü€😀'.repeat(4_000), lists: null }],
    ['of what is there twice', { path: '', lists: { a: ['€'.repeat(8_000)] } }],
  ])('knows how large an event is, because %s', (_what, input) => {
    const bytes = Buffer.byteLength(JSON.stringify(eventFor(input)));
    const isLarger = (limit: number): boolean => LambdaPayload.ofEvent(TEMPLATE.eventOf(input)).isLargerThan(limit);
    expect([bytes - 1, bytes, bytes * 10].map(isLarger)).toEqual([true, false, false]);
  });
});

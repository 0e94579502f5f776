import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TemplateContext } from '../../lib/runtime/mapping/context-variables.js';
import { TemplateInput } from '../../lib/runtime/mapping/input.js';
import { UTIL } from '../../lib/runtime/mapping/util.js';
import { JavaList, JavaMap, type JavaValue } from '../../lib/support/java/collections.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../lib/support/java/numbers.js';
import { VtlRenderError, VtlSyntaxError, compileTemplate, parseTemplate } from '../../lib/vtl/index.js';
import { METHOD_TABLES } from '../../lib/vtl/methods/index.js';
import type { MethodRow } from '../../lib/vtl/methods/method-table.js';
import type { Node, PathPart } from '../../lib/vtl/ast.js';
import { arbitraryTemplate, callOf } from './arbitrary-template.js';

/** 100,000 a night; `SLUICE_RUNS` says another number. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 1_500);

function bindings(body: string): Record<string, JavaValue> {
  return {
    s: 'Hello',
    b: true,
    i: 2,
    g: new JavaLong(12_345_678_901n),
    d: new JavaDouble(2.5),
    h: 123456789012345678901234567890n,
    c: new JavaBigDecimal(12_345n, 2),
    l: new JavaList([3, 'b', null]),
    j: new JavaList([1, 'x/y'], 'json'),
    m: JavaMap.of({ k: 'v', n: new JavaList([1]) }),
    n: null,
    input: new TemplateInput(body, { path: {}, querystring: { q: 'x' }, header: {} }),
    util: UTIL,
    context: TemplateContext.complete({ stage: 'prod' }).variables,
  };
}

/** What a template came to: its text, or one of the two errors; anything else is a defect and thrown. */
function outcome(template: string, body = '{"a": [1, {"b": null}]}'): string {
  try {
    return compileTemplate(template).render(bindings(body));
  } catch (error) {
    if (error instanceof VtlSyntaxError || error instanceof VtlRenderError) {
      expect(error.line).toBeGreaterThan(0);
      expect(error.excerpt).toContain('^');
      return error.name;
    }
    throw error;
  }
}

test(`${RUNS} random templates and bodies render or throw one of the two errors, whatever they are`, () => {
  const rendered = { text: 0, error: 0 };
  fc.assert(
    fc.property(arbitraryTemplate, fc.oneof(fc.json(), fc.string()), (template, body) => {
      rendered[/^Vtl\w+Error$/.test(outcome(template, body)) ? 'error' : 'text']++;
    }),
    { numRuns: RUNS },
  );
  // A generator that makes errors only, or none, would show nothing.
  expect(rendered.text).toBeGreaterThan(RUNS / 10);
  expect(rendered.error).toBeGreaterThan(RUNS / 100);
});

test('random templates reach every kind of node', () => {
  const reached: Record<Node['kind'] | PathPart['kind'], number> = {
    template: 0,
    text: 0,
    reference: 0,
    property: 0,
    'method-call': 0,
    index: 0,
    string: 0,
    literal: 0,
    list: 0,
    map: 0,
    range: 0,
    binary: 0,
    not: 0,
    word: 0,
    if: 0,
    set: 0,
    foreach: 0,
    macro: 0,
    'macro-call': 0,
    define: 0,
    evaluate: 0,
    break: 0,
    stop: 0,
    include: 0,
    'invalid-directive': 0,
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && Object.hasOwn(reached, String(value.kind))) reached[value.kind as Node['kind']]++;
    for (const child of Object.values(value)) visit(child);
  };
  for (const template of fc.sample(arbitraryTemplate, { numRuns: 3_000, seed: 1 })) {
    try {
      visit(parseTemplate(template));
    } catch (error) {
      expect(error).toBeInstanceOf(VtlSyntaxError);
    }
  }
  // Words are arguments that nothing keeps: a macro call's alone.
  visit(parseTemplate('#m(word)'));
  expect(Object.entries(reached).filter(([, count]) => count === 0)).toEqual([]);
});

test('calls of the generator reach every row of the method tables', () => {
  const rows = METHOD_TABLES.flatMap((table) => [...table.rows.values()].flat().map((row) => ({ table, row })));
  const called = new Set<MethodRow>();
  const restore = rows.map(({ row }) => {
    const { invoke } = row;
    const watched: MethodRow['invoke'] = (...values) => {
      called.add(row);
      return invoke(...values);
    };
    Object.assign(row, { invoke: watched });
    return () => Object.assign(row, { invoke });
  });
  for (const { table, row } of rows) outcome(callOf(table, row));
  for (const undo of restore) undo();
  const missed = rows.filter(({ row }) => !called.has(row));
  expect(missed.map(({ table, row }) => callOf(table, row))).toEqual([]);
});

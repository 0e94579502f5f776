import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JavaList, JavaMap } from '../../lib/support/java/collections.js';
import { JavaDouble, JavaLong } from '../../lib/support/java/numbers.js';
import { VtlRenderError, VtlSyntaxError, compileTemplate } from '../../lib/vtl/index.js';

interface Golden {
  readonly template: string;
  readonly output?: string;
  readonly error?: 'parse' | 'render';
}

/** Printed by Velocity's own jar; `test/golden/velocity/Generate.java` says with which bindings. */
const GOLDENS = readFileSync(join(__dirname, '../golden/velocity/cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Golden);

function bindings(): JavaMap {
  return JavaMap.of({
    s: 'Hello World',
    e: '',
    i: 7,
    n: -3,
    d: new JavaDouble(2.5),
    z: 0,
    b: true,
    f: false,
    nul: null,
    l: new JavaList([1, 2, 3]),
    m: JavaMap.of({ k: 'v', k2: 2 }),
    big: new JavaLong(12_345_678_901n),
    nl: new JavaList([1, null, 3]),
  });
}

function render(template: string): Omit<Golden, 'template'> {
  try {
    return { output: compileTemplate(template).render({ r: bindings() }) };
  } catch (error) {
    if (error instanceof VtlSyntaxError) return { error: 'parse' };
    if (error instanceof VtlRenderError) return { error: 'render' };
    throw error;
  }
}

test(`templates render as Velocity 1.7 renders them (${GOLDENS.length})`, () => {
  const different = GOLDENS.filter(({ template, ...expected }) => {
    const actual = render(template);
    return actual.output !== expected.output || actual.error !== expected.error;
  });
  expect(different.map((golden) => ({ ...golden, actual: render(golden.template) }))).toEqual([]);
});

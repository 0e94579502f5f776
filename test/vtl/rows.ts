import { expect, test } from 'vitest';
import { compileTemplate, parseJson } from '../../lib/vtl/index.js';

const VALUES = '{"l":["a","b","c"],"m":{"k":"v","two":2},"s":"Hello","n":7,"d":2.5,"b":true}';

/** Renders with `$l`, `$m`, `$s`, `$n`, `$d` and `$b`, new each time; a failure is the name of its Java class. */
export function render(template: string): string {
  const values = JSON.parse(VALUES) as Readonly<Record<string, unknown>>;
  const bindings = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, parseJson(JSON.stringify(value))]),
  );
  return compileTemplate(template).render(bindings);
}

/** One test for each template: what it renders, or what the message of its failure matches. */
export function renders(rows: readonly (readonly [template: string, result: string | RegExp])[]): void {
  test.each(rows)('%s', (template, result) => {
    if (typeof result === 'string') expect(render(template)).toBe(result);
    else expect(() => render(template)).toThrow(result);
  });
}

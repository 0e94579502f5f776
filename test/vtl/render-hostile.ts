import { TemplateContext } from '../../lib/runtime/mapping/context-variables.js';
import { TemplateInput } from '../../lib/runtime/mapping/input.js';
import { UTIL } from '../../lib/runtime/mapping/util.js';
import { JavaList, JavaMap } from '../../lib/support/java/collections.js';
import { JavaBigDecimal } from '../../lib/support/java/numbers.js';
import { VtlRenderError, VtlSyntaxError, compileTemplate } from '../../lib/vtl/index.js';
import { HOSTILE_TEMPLATES } from './hostile-templates.js';

export interface HostileOutcome {
  readonly name: string;
  /** Of the process: what else the machine does counts little. */
  readonly cpuMillis: number;
  readonly outcome: 'text' | 'VtlSyntaxError' | 'VtlRenderError' | 'defect';
  readonly detail: string;
}

const BODY = JSON.stringify({ a: Array.from({ length: 200 }, (_, index) => ({ id: index, n: { x: [1, { y: 2 }] } })) });

function run(template: string): Pick<HostileOutcome, 'outcome' | 'detail'> {
  try {
    const output = compileTemplate(template).render({
      s: 'Hello World',
      a30: 'a'.repeat(30),
      half: '\ud83d',
      l: new JavaList([1, 2]),
      j: new JavaList([1, 2], 'json'),
      m: JavaMap.of({ k: 'v' }),
      c: new JavaBigDecimal(123_456_789n, 4),
      input: new TemplateInput(BODY, { path: {}, querystring: {}, header: {} }),
      util: UTIL,
      context: TemplateContext.complete({}).variables,
    });
    return { outcome: 'text', detail: output.slice(0, 60) };
  } catch (error) {
    if (error instanceof VtlSyntaxError) return { outcome: 'VtlSyntaxError', detail: error.message.slice(0, 200) };
    if (error instanceof VtlRenderError) return { outcome: 'VtlRenderError', detail: error.message.slice(0, 200) };
    return { outcome: 'defect', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Run as a process of its own, whose heap the caller bounds: a line of JSON for each template. */
for (const [name, template] of Object.entries(HOSTILE_TEMPLATES)) {
  const start = process.cpuUsage();
  const { outcome, detail } = run(template);
  const { user, system } = process.cpuUsage(start);
  const line: HostileOutcome = { name, cpuMillis: Math.round((user + system) / 1_000), outcome, detail };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

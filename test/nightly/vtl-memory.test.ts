import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { TemplateContext } from '../../lib/runtime/mapping/context-variables.js';
import { compileMappingTemplate } from '../../lib/runtime/mapping/render-template.js';

const RENDERINGS = Number(process.env.SLUICE_RUNS ?? 1_000_000);
const ROUNDS = 10;
const GROWTH_BYTES = 4 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Names, patterns and paths that no other rendering has: what a cache without bounds would keep. */
const TEMPLATE = `#set($r = $input.path('$'))#macro(m $p)$p#end
#foreach($x in $r.list)$x.a #m($x.b) #end
#set($t = '#set($n' + $r.id + ' = 1)$n' + $r.id)#evaluate($t)$r.text.replaceAll("x$r.id", "y")$input.path("$.list[?(@.a == '$r.id')]")
#define($d)$context.stage#end$d $util.escapeJavaScript($input.json('$.text'))`;

test(`memory stays flat over ${RENDERINGS} renderings`, () => {
  const template = compileMappingTemplate(TEMPLATE);
  const params = { path: {}, querystring: {}, header: {} };
  const used: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < RENDERINGS / ROUNDS; i++) {
      const body = `{"id": ${round * RENDERINGS + i}, "text": "x${i}/", "list": [{"a": "${i}", "b": [1]}]}`;
      const context = TemplateContext.complete({ stage: 'prod', requestId: String(i) });
      const { output } = template.render({ body, params, context, stageVariables: {} });
      if (!output.includes('prod')) throw new Error(`Cannot render: ${output}`);
    }
    collectGarbage();
    used.push(process.memoryUsage().heapUsed);
  }
  // The first rounds fill the bounded caches.
  const [, , third = 0] = used;
  expect(Math.max(...used.slice(3)) - third).toBeLessThan(GROWTH_BYTES);
});

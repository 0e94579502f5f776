import { expect, test } from 'vitest';
import { TemplateContext } from '../../lib/runtime/mapping/context-variables.js';
import { compileMappingTemplate } from '../../lib/runtime/mapping/render-template.js';

const BODY = '{"__proto__": {"polluted": "data"}, "constructor": "c", "toString": "t", "hasOwnProperty": [1]}';

function render(template: string): string {
  return compileMappingTemplate(template).render({
    body: BODY,
    params: { path: JSON.parse('{"__proto__": "p"}') as Record<string, string>, querystring: {}, header: {} },
    context: TemplateContext.complete({}),
    stageVariables: {},
  }).output;
}

test.each([
  ["$input.path('$')['__proto__'].polluted $input.path('$').get('__proto__').polluted", 'data data'],
  ["$input.path('$.constructor') $input.path('$').constructor", 'c c'],
  ["$input.path('$').toString $input.path('$').toString().length()", 't 74'],
  ["$input.path('$').hasOwnProperty[0]", '1'],
  ["$input.params('__proto__') $input.params('constructor')", 'p '],
  ["#set($m = {})#set($m['__proto__'] = 'x')$m $m.constructor|$m['__proto__']", '{__proto__=x} |x'],
  ["#set($m = {})#set($m['__proto__'] = {'a': 1})$m.a|$m['__proto__'].a", '|1'],
  ['#set($__proto__ = 1)$__proto__ $constructor', '1 '],
  ["$context.constructor.constructor('return process') $util.constructor $input['__proto__']|", '  |'],
  ["$context.hasOwnProperty $util.toString.call $input.path('$.toString').constructor|", '  |'],
  ['#macro(constructor)m#end#constructor()#__proto__()', 'm#__proto__()'],
])('%s prints %j', (template, expected) => {
  expect(render(template).trimEnd()).toBe(expected.trimEnd());
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

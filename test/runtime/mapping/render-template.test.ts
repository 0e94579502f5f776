import { describe, expect, test } from 'vitest';
import { TemplateContext } from '../../../lib/runtime/mapping/context-variables.js';
import {
  compileMappingTemplate,
  readOverrides,
  type MappingInput,
} from '../../../lib/runtime/mapping/render-template.js';
import { escapeJavaScript, urlDecode, urlEncode } from '../../../lib/runtime/mapping/util.js';
import { printJava } from '../../../lib/support/java/text.js';
import { VtlRenderError, VtlSyntaxError } from '../../../lib/vtl/index.js';

function inputOf(input: Partial<MappingInput> = {}): MappingInput {
  return {
    body: undefined,
    params: { path: {}, querystring: {}, header: {} },
    context: TemplateContext.complete({}),
    stageVariables: {},
    ...input,
  };
}

describe('MappingTemplate.render()', () => {
  test('the response template finds what the request template left', () => {
    const context = TemplateContext.complete({ stage: 'prod' });
    const request = compileMappingTemplate(
      "#set($context.requestOverride.header.X-Id = 7)#set($context.responseOverride.status = 202)#set($context.note = 'n')",
    ).render(inputOf({ context }));
    expect(request.overrides).toEqual({
      request: { header: { 'X-Id': '7' }, querystring: {}, path: {} },
      response: { header: {}, status: 202 },
    });
    const response = compileMappingTemplate(
      "$context.note $context.requestOverride.header['X-Id'] $context.stage#set($context.responseOverride.header.a = ['x', 'y'])",
    ).render(inputOf({ context }));
    expect(response.output).toBe('n 7 prod');
    expect(readOverrides(context).response).toEqual({ header: { a: 'x,y' }, status: 202 });
  });

  test.each<[status: string, expected: number | undefined]>([
    ['200', 200],
    ["'404'", 404],
    ["'x'", undefined],
    ['99', undefined],
    ['600', undefined],
  ])('a status of %s counts as %s', (status, expected) => {
    const { overrides } = compileMappingTemplate(`#set($context.responseOverride.status = ${status})`).render(
      inputOf(),
    );
    expect(overrides.response.status).toBe(expected);
  });

  test('a body is one document for all paths of a rendering, and for no other rendering', () => {
    const template = compileMappingTemplate("#set($r = $input.path('$'))#set($r.n = $r.n + 1)$input.json('$')");
    expect([1, 2].map(() => template.render(inputOf({ body: '{"n": 1}' })).output)).toEqual(['{"n":2}', '{"n":2}']);
  });

  test('$context has the order of a Java HashMap, whatever order it is given in', () => {
    const keys = '#foreach($k in $context.keySet())$k #end';
    const render = (context: TemplateContext): string =>
      compileMappingTemplate(keys).render(inputOf({ context })).output;
    const one = render(TemplateContext.complete({ stage: 's', apiId: 'a', path: '/p' }));
    expect(render(TemplateContext.complete({ path: '/p', stage: 's', apiId: 'a' }))).toBe(one);
    expect(render(TemplateContext.complete({ stage: 's', apiId: 'a' }, 'given'))).toBe(
      'stage apiId requestOverride responseOverride ',
    );
  });

  test('what does not parse and what fails are told apart', () => {
    expect(() => compileMappingTemplate('#if(')).toThrow(VtlSyntaxError);
    const broken = compileMappingTemplate("$input.path('$[')");
    expect(() => broken.render(inputOf())).toThrow(VtlRenderError);
    expect(() => broken.render(inputOf())).toThrow('InvalidPathException');
  });

  test('a trace tells what directives and references do', () => {
    const events: string[] = [];
    const source = "#set($x = 1 + 1)#if($x == 2)$x#end#foreach($i in ['a'])$i#end";
    compileMappingTemplate(source).render(inputOf(), {
      trace: ({ node, effect }) => events.push(`${node.kind} ${effect()}`),
    });
    expect(events).toEqual(['set $x = 2', 'if true', 'reference "2"', 'foreach round 1: $i = a', 'reference "a"']);
  });
});

test('maps below $context print nothing, $context itself prints its members', () => {
  const { variables } = TemplateContext.complete(
    { identity: { sourceIp: '1.2.3.4' }, n: 1.5, list: ['a', { b: 1 }] },
    'given',
  );
  expect(printJava(variables)).toBe('{identity=, n=1.5, list=["a",{"b":1}], requestOverride=, responseOverride=}');
});

test.each([
  ['a/b', 'a\\/b'],
  ['it\'s "q"\\', 'it\\\'s \\"q\\"\\\\'],
  ['\b\n\t\f\r\u0001\u007f', '\\b\\n\\t\\f\\r\\u0001\u007f'],
  ['é😀', '\\u00E9\\uD83D\\uDE00'],
  ['plain', 'plain'],
])('escapeJavaScript(%j) is %j', (text, escaped) => {
  expect(escapeJavaScript(text)).toBe(escaped);
});

test.each([
  ["a b+c~!'()*-._", 'a+b%2Bc%7E%21%27%28%29*-._'],
  ['é/€', '%C3%A9%2F%E2%82%AC'],
  ['\ud800', '%3F'],
])('urlEncode(%j) is %j', (text, encoded) => {
  expect(urlEncode(text)).toBe(encoded);
  if (text !== '\ud800') expect(urlDecode(encoded)).toBe(text);
});

test.each(['%', '%4', '%zz', 'a%4g'])('urlDecode(%j) is refused', (text) => {
  expect(() => urlDecode(text)).toThrow('illegal escape');
});

import { expect, test } from 'vitest';
import { parseTemplate, references } from '../../lib/vtl/index.js';

const SOURCE = `$stageVariables.table \${context.identity['sourceIp']} #set($context.responseOverride.status = 200)
#if($input.path("$.a") == "$util.urlEncode($input.json('$.b'))")#foreach($x in $list[$i])$x#end#end
#macro(m $p)$p.q#end#m($other) #define($d)$inner#end \\$escaped [$undefined.a.b.c()]`;

test('references() lists what a template refers to, with places', () => {
  const found = references(parseTemplate(SOURCE)).map(({ name, members, call, isAssigned, start, end }) => ({
    text: SOURCE.slice(start, end),
    path: [name, ...members].join('.'),
    call: call === undefined ? undefined : `${call.name}(${call.argument?.text ?? ''})`,
    isAssigned,
  }));
  expect(found).toEqual([
    { text: '$stageVariables.table', path: 'stageVariables.table', call: undefined, isAssigned: false },
    { text: "${context.identity['sourceIp']}", path: 'context.identity.sourceIp', call: undefined, isAssigned: false },
    {
      text: '$context.responseOverride.status',
      path: 'context.responseOverride.status',
      call: undefined,
      isAssigned: true,
    },
    { text: '$input.path("$.a")', path: 'input', call: 'path($.a)', isAssigned: false },
    { text: "$util.urlEncode($input.json('$.b'))", path: 'util', call: 'urlEncode()', isAssigned: false },
    { text: "$input.json('$.b')", path: 'input', call: 'json($.b)', isAssigned: false },
    { text: '$list[$i]', path: 'list', call: undefined, isAssigned: false },
    { text: '$i', path: 'i', call: undefined, isAssigned: false },
    { text: '$x', path: 'x', call: undefined, isAssigned: false },
    { text: '$p.q', path: 'p.q', call: undefined, isAssigned: false },
    { text: '$other', path: 'other', call: undefined, isAssigned: false },
    { text: '$inner', path: 'inner', call: undefined, isAssigned: false },
    { text: '\\$escaped', path: 'escaped', call: undefined, isAssigned: false },
    { text: '$undefined.a.b.c()', path: 'undefined.a.b', call: 'c()', isAssigned: false },
  ]);
});

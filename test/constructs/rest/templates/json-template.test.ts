import { CfnParameter, Fn } from 'aws-cdk-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  context,
  input,
  MappingTemplate,
  MockIntegration,
  RestApi,
  stageVariable,
  TemplateExpression,
  text,
  type TemplateEvent,
  type TemplateValue,
} from '../../../../lib/index.js';
import { operationOf, synthesize } from '../../synthesize.js';

function rendered(value: TemplateValue, event: TemplateEvent = {}): unknown {
  const { output } = MappingTemplate.json(value).render(event);
  return JSON.parse(output);
}

/** Whatever a caller may send. */
const HOSTILE = `a"b\\c'd\n\t/$input.body #set($x = 1) \${y} \u0001 \u2028 é 😀","admin":true,"x":"`;

describe('MappingTemplate.json()', () => {
  test.each<[what: string, value: TemplateValue, event: TemplateEvent, expected: unknown]>([
    ['constants', { a: [1, true, null, 'x'], b: undefined, c: {} }, {}, { a: [1, true, null, 'x'], c: {} }],
    ['a constant that looks like Velocity', { $x: HOSTILE }, {}, { $x: HOSTILE }],
    [
      'values of every type',
      { s: input.path('$.s'), n: input.path('$.n'), b: input.path('$.b'), o: input.path('$.o'), l: input.path('$.l') },
      { body: { s: HOSTILE, n: 1.5, b: false, o: { x: 1 }, l: [1, 'a'] } },
      { s: HOSTILE, n: 1.5, b: false, o: { x: 1 }, l: [1, 'a'] },
    ],
    ['the whole body', { event: input.path('$') }, { body: { a: 1 } }, { event: { a: 1 } }],
    ['an absent value', { a: input.path('$.a') }, { body: {} }, { a: '' }],
    ['a path with quotes', { a: input.path("$['x']['y z']") }, { body: { x: { 'y z': 1 } } }, { a: 1 }],
    ['the body as a string', { raw: input.body() }, { body: HOSTILE }, { raw: HOSTILE }],
    [
      'parameters',
      { a: input.params('a'), b: input.params('b'), c: input.params("it's"), d: input.params('d') },
      { params: { path: { a: HOSTILE }, querystring: { b: '2' }, header: { "it's": '3' } } },
      { a: HOSTILE, b: '2', c: '3', d: '' },
    ],
    [
      'parameters of one place alone',
      {
        path: input.pathParameter('id'),
        query: input.queryParameter('id'),
        header: input.header('id'),
        none: [input.pathParameter('x'), input.queryParameter('x'), input.header('x')],
        limit: input.queryParameter('limit').asNumber().or(20),
        other: input.queryParameter('x').or('other'),
        decoded: input.pathParameter('x').or('other'),
      },
      {
        params: {
          path: { id: 'Rex%20%22+%27' },
          querystring: { id: HOSTILE, limit: '5' },
          header: { id: 'h' },
        },
      },
      {
        path: 'Rex "+\'',
        query: HOSTILE,
        header: 'h',
        none: ['', '', ''],
        limit: 5,
        other: 'other',
        decoded: 'other',
      },
    ],
    [
      'members of $context',
      {
        id: context('requestId'),
        ip: context('identity.sourceIp'),
        none: context('identity.user'),
        at: context('requestTimeEpoch'),
      },
      { context: { requestId: HOSTILE, identity: { sourceIp: '192.0.2.1' }, requestTimeEpoch: 1_700_000_000_000 } },
      { id: HOSTILE, ip: '192.0.2.1', none: '', at: '1700000000000' },
    ],
    [
      'claims that are not identifiers',
      { groups: context('authorizer.claims.cognito:groups'), sub: context('authorizer.claims.sub') },
      { context: { authorizer: { claims: { 'cognito:groups': 'admin', sub: 's' } } } },
      { groups: 'admin', sub: 's' },
    ],
    [
      'stage variables',
      { table: stageVariable('table'), other: stageVariable('with-hyphen') },
      { stageVariables: { table: 'Orders', 'with-hyphen': 'x' } },
      { table: 'Orders', other: 'x' },
    ],
    [
      'text with expressions',
      { key: text`a ${input.params('a')} ${input.path('$.n')} ${7} "b" \\${context('requestId')} ` },
      { params: { path: { a: HOSTILE } }, body: { n: 5 }, context: { requestId: 'r' } },
      { key: `a ${HOSTILE} 5 7 "b" \\r ` },
    ],
    [
      'text that Velocity could read on in',
      {
        a: text`${input.params('a')}.json`,
        b: text`${input.params('a')}[0]`,
        c: text`${input.path('$.n')}.length()`,
        d: text`${context('requestId')}(1)${stageVariable('s')}_x-y`,
        e: text`${input.path('$.none').or('z')}nd${input.path('$.n').asNumber()}.5`,
      },
      { params: { path: { a: 'A' } }, body: { n: 5 }, context: { requestId: 'r' }, stageVariables: { s: 'S' } },
      { a: 'A.json', b: 'A[0]', c: '5.length()', d: 'r(1)S_x-y', e: 'znd5.5' },
    ],
    [
      'strings of numbers and numbers of strings',
      { s: input.path('$.n').asString(), n: input.params('n').asNumber(), e: input.path('$.big').asNumber() },
      { body: { n: 12, big: 1e7 }, params: { querystring: { n: '-1.5' } } },
      { s: '12', n: -1.5, e: 1e7 },
    ],
    [
      'no number',
      { a: input.params('a').asNumber(), b: input.params('b').asNumber(), c: input.params('c').asNumber() },
      { params: { querystring: { a: '1,"admin":true', b: '007' } } },
      { a: null, b: null, c: null },
    ],
    [
      'other values',
      {
        a: input.path('$.a').or('none'),
        b: input.path('$.b').or(null),
        c: input.params('c').or(input.path('$.c')),
        d: input.params('d').asNumber().or(20),
        e: input.path('$.e').or('x'),
      },
      { body: { c: 3, e: false } },
      { a: 'none', b: null, c: 3, d: 20, e: false },
    ],
    [
      'lists',
      { pets: input.each('$.pets', (pet) => ({ id: pet.path('$.id'), label: text`#${pet.path('$.name')}` })) },
      {
        body: {
          pets: [
            { id: 1, name: 'Rex' },
            { id: '2', name: HOSTILE },
          ],
        },
      },
      {
        pets: [
          { id: 1, label: '#Rex' },
          { id: '2', label: `#${HOSTILE}` },
        ],
      },
    ],
    [
      'an empty and an absent list',
      { a: input.each('$.a', (x) => x.path('$')), b: input.each('$.b', () => 1) },
      { body: { a: [] } },
      { a: [], b: [] },
    ],
    [
      'lists in lists',
      { all: input.each('$.a', (a) => a.each('$.b', (b) => ({ c: b.path('$'), d: a.path("$['d']") }))), after: 1 },
      {
        body: {
          a: [
            { b: [1, 2], d: 'x' },
            { b: [], d: 'y' },
            { b: [3], d: 'z' },
          ],
        },
      },
      {
        all: [
          [
            { c: 1, d: 'x' },
            { c: 2, d: 'x' },
          ],
          [],
          [{ c: 3, d: 'z' }],
        ],
        after: 1,
      },
    ],
    [
      'Velocity as it is',
      { n: TemplateExpression.velocity("$input.path('$.l').size()") },
      { body: { l: [1, 2] } },
      { n: 2 },
    ],
  ])('prints %s', (_what, value, event, expected) => {
    expect(rendered(value, event)).toEqual(expected);
  });

  test('leaves out optional members, wherever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('required', 'optional'), fc.boolean()), { maxLength: 6 }),
        (members) => {
          const isThere = ([kind, present]: (typeof members)[number]): boolean => kind === 'required' || present;
          const body = Object.fromEntries(
            members.flatMap(([, present], index) => (present ? [[`m${index}`, index]] : [])),
          );
          const value = members.map(([kind], index) => {
            const member = input.path(`$.m${index}`);
            return [`m${index}`, kind === 'required' ? member.or(null) : member.optional()] as const;
          });
          const expected = members.flatMap((member, index) =>
            isThere(member) ? [[`m${index}`, member[1] ? index : null] as const] : [],
          );
          expect(rendered(Object.fromEntries(value), { body })).toEqual(Object.fromEntries(expected));
          expect(
            rendered(
              value.map(([, item]) => item),
              { body },
            ),
          ).toEqual(expected.map(([, item]) => item));
        },
      ),
    );
  });

  test('prints any string so that JSON reads it, as a constant and from the caller', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }), (a, b) => {
        const sent = a + b;
        const value = { constant: sent, [sent]: 1, text: text`${sent}|${input.params('p')}`, p: input.params('p') };
        expect(rendered(value, { params: { path: { p: sent } } })).toEqual({
          constant: sent,
          [sent]: 1,
          text: `${sent}|${sent}`,
          p: sent,
        });
      }),
    );
  });

  test.each<[value: TemplateValue, source: string]>([
    [{ id: input.path('$.id') }, `{"id":$input.json('$.id')}`],
    [
      { id: input.params('id') },
      String.raw`{"id":"${'${'}util.escapeJavaScript($input.params('id')).replaceAll("\\'", "'")}"}`,
    ],
    [{ price: '5 $ #1' }, String.raw`{"price":"5 \u0024 \u00231"}`],
  ])('%j is %s', (value, source) => {
    expect(MappingTemplate.json(value).source).toBe(source);
  });

  test('keeps tokens, whose values it cannot escape', () => {
    const template = synthesize((stack) => {
      const parameter = (id: string): CfnParameter =>
        new CfnParameter(stack, id, { type: id === 'Limit' ? 'Number' : 'String' });
      new RestApi(stack, 'Pets').get(
        '/',
        new MockIntegration({
          requestTemplates: {
            'application/json': MappingTemplate.json({
              statusCode: 200,
              table: `$${parameter('Table').valueAsString}#`,
              limit: parameter('Limit').valueAsNumber,
              joined: text`${Fn.ref('AWS::Region')}/${input.params('id')}`,
            }),
          },
        }),
      );
    });
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      requestTemplates: {
        'application/json': {
          'Fn::Join': [
            '',
            [
              String.raw`{"statusCode":200,"table":"\u0024`,
              { Ref: 'Table' },
              String.raw`\u0023","limit":`,
              { Ref: 'Limit' },
              ',"joined":"',
              { Ref: 'AWS::Region' },
              expect.stringMatching(/^\/\$\{util\./),
            ],
          ],
        },
      },
    });
  });

  test('refuses a list that is a token', () => {
    expect(() =>
      synthesize((stack) =>
        MappingTemplate.json({ list: new CfnParameter(stack, 'L', { type: 'CommaDelimitedList' }).valueAsList }),
      ),
    ).toThrow('A mapping template cannot contain a list or an object that is a token');
  });

  test.each<[what: string, value: () => TemplateValue]>([
    ['a list in text', () => text`pets: ${input.each('$.pets', () => 1)}`],
    ['a list as a string', () => input.each('$.pets', () => 1).asString()],
    ['an object in place of text', () => text`pets: ${input.params('id').or({ a: 1 })}`],
  ])('refuses %s, whose quotes would end the string', (_what, value) => {
    expect(() => MappingTemplate.json(value())).toThrow(
      'A string of a mapping template cannot contain a list or an object',
    );
  });

  test('knows the names of $context', () => {
    const named = (): TemplateExpression => {
      // @ts-expect-error -- not a member of $context
      return context('requestIdentity');
    };
    expect(named).toBeTypeOf('function');
  });
});

import { describe, expect, test } from 'vitest';
import type { IntegrationResponse } from '../../../lib/model/index.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

/** The template of the response that a mock of this status gets. */
async function selected(
  statusCode: number,
  responses: readonly (readonly [status: string, pattern?: string])[],
): Promise<string | number> {
  const integration = {
    ...mock(),
    requestTemplates: { 'application/json': `{"statusCode":${statusCode}}` },
    responses: responses.map(([status, selectionPattern]): IntegrationResponse => ({
      statusCode: status,
      ...(selectionPattern !== undefined && { selectionPattern }),
      responseTemplates: { 'application/json': `${status} ${selectionPattern ?? 'default'}` },
    })),
  };
  const { status, body } = await new ServedApi(restApi({ 'GET /': { integration } })).send();
  return status === 500 && body.toString().includes('Internal') ? 500 : body.toString();
}

describe('selectIntegrationResponse()', () => {
  test.each<
    [what: string, statusCode: number, responses: readonly (readonly [string, string?])[], response: string | number]
  >([
    ['the default for what nothing fits', 200, [['200'], ['404', '404']], '200 default'],
    ['the one that fits', 404, [['200'], ['404', '404']], '404 404'],
    ['a pattern has to fit the whole status', 404, [['200'], ['400', '40']], '200 default'],
    ['a class', 503, [['200'], ['500', '5\\d{2}']], '500 5\\d{2}'],
    ['a choice', 403, [['200'], ['400', '(401|403)']], '400 (401|403)'],
    [
      'of several that fit the one of the same status',
      404,
      [['400', '4\\d\\d'], ['404', '4\\d\\d'], ['200']],
      '404 4\\d\\d',
    ],
    [
      'else the first by status',
      404,
      [
        ['410', '4..'],
        ['400', '4..'],
      ],
      '400 4..',
    ],
    ['an empty pattern is the default', 500, [['200', '']], '200 '],
    ['nothing and no default', 404, [['200', '200']], 500],
    ['no response at all', 200, [], 500],
  ])('%s', async (_what, statusCode, responses, response) => {
    expect(await selected(statusCode, responses)).toBe(response);
  });

  test('a pattern that is no regular expression refuses the route', async () => {
    const integration = { ...mock(), responses: [{ statusCode: '200', selectionPattern: '(' }] };
    const { status, body } = await new ServedApi(restApi({ 'GET /': { integration } })).send();
    expect([status, JSON.parse(body.toString())]).toEqual([
      501,
      {
        message: expect.stringMatching(/^Not simulated yet: the selection pattern "\("/) as string,
        code: 'not-simulated',
        feature: 'mapping',
        remedy: 'correct the mapping',
      },
    ]);
  });
});

describe('the template of a response', () => {
  const templates = { 'application/json': '{"json":1}', 'application/xml': '<xml/>', 'text/plain': 'text' };

  test.each<[accept: string | undefined, body: string, contentType: string]>([
    [undefined, '{"json":1}', 'application/json'],
    ['application/xml', '<xml/>', 'application/xml'],
    ['text/plain; q=0.5, application/xml', 'text', 'text/plain'],
    ['*/*', '{"json":1}', 'application/json'],
    ['image/png', '{"json":1}', 'application/json'],
  ])('for Accept %s', async (accept, body, contentType) => {
    const api = new ServedApi(restApi({ 'GET /': { integration: mock(templates) } }));
    const answer = await api.send({ headers: accept === undefined ? [] : [['Accept', accept]] });
    expect(answer.body.toString()).toBe(body);
    expect(answer.headers.filter(([name]) => name === 'Content-Type')).toEqual([['Content-Type', contentType]]);
  });
});

describe('a header that HTTP cannot carry', () => {
  test.each([
    ['a line end', `#set($context.responseOverride.header.X = "a\r\nX-Injected: 1")`],
    ['letters beyond Latin-1', `#set($context.responseOverride.header.X = "\u65e5\u672c")`],
    ['a name of two words', `#set($context.responseOverride.header["a b"] = "1")`],
    ['a mapped parameter with a line end', '', `'a\nb'`],
  ])('%s is a configuration error', async (_what, template, literal?: string) => {
    const responseParameters =
      literal === undefined ? [] : [{ header: 'X', source: { kind: 'literal' as const, value: literal.slice(1, -1) } }];
    const integration = {
      ...mock(),
      responses: [
        { statusCode: '200', responseParameters, responseTemplates: { 'application/json': `${template}ok` } },
      ],
    };
    const { status, headers, body } = await new ServedApi(restApi({ 'GET /': { integration } })).send();
    expect([status, body.toString()]).toEqual([500, '{"message": "Internal server error"}']);
    expect(headers.map(([name]) => name)).not.toContain('X');
  });
});

describe('a status that cannot end a request', () => {
  test.each<[what: string, statusCode: string, template: string]>([
    ['of a response', '100', ''],
    ['of a response, no number', '2xx', ''],
    ['of a response, four digits', '2000', ''],
    ['of an override', '200', '#set($context.responseOverride.status = 101)'],
  ])('%s is a configuration error', async (_what, statusCode, template) => {
    const responses = [{ statusCode, responseTemplates: { 'application/json': `${template}ok` } }];
    const api = new ServedApi(restApi({ 'GET /': { integration: { ...mock(), responses } } }));
    const { status, body } = await api.send();
    expect([status, body.toString()]).toEqual([500, '{"message": "Internal server error"}']);
  });
});

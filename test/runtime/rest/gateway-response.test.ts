import { describe, expect, test } from 'vitest';
import { parseRequestMappingSource, type GatewayResponse } from '../../../lib/model/index.js';
import { mock, restApi, ServedApi, type TestAnswer, type TestRequest } from '../../support/rest-request.js';

function send(
  gatewayResponses: readonly GatewayResponse[],
  request: TestRequest = { path: '/none' },
): Promise<TestAnswer> {
  const api = restApi(
    {
      'GET /': { integration: mock() },
      'GET /broken': { integration: { ...mock(), requestTemplates: { 'application/json': '{}' } } },
      'POST /strict': { integration: { ...mock(), passthroughBehavior: 'NEVER' } },
      'GET /needs/{id}': {
        integration: mock(),
        requestValidator: 'v',
        requestParameters: [{ location: 'querystring', name: 'q', required: true }],
      },
    },
    {
      gatewayResponses,
      requestValidators: [{ name: 'v', validateRequestBody: false, validateRequestParameters: true }],
    },
  );
  return new ServedApi(api, { stageVariables: { host: 'example.org' } }).send(request);
}

function header(name: string, expression: string): NonNullable<GatewayResponse['responseParameters']>[number] {
  return { target: { location: 'header', name }, source: parseRequestMappingSource(expression) };
}

const JSON_TEXT = 'application/json';

describe('an error that nobody customized', () => {
  test.each<[request: TestRequest, status: number, errorType: string, body: string]>([
    [{ path: '/none' }, 403, 'MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}'],
    [
      { method: 'POST', path: '/' },
      403,
      'MissingAuthenticationTokenException',
      '{"message":"Missing Authentication Token"}',
    ],
    [{ path: '/broken' }, 500, 'InternalServerErrorException', '{"message": "Internal server error"}'],
    [
      { method: 'POST', path: '/strict', headers: [['Content-Type', 'text/plain']] },
      415,
      'BadRequestException',
      '{"message":"Unsupported Media Type"}',
    ],
    [{ path: '/needs/1' }, 400, 'BadRequestException', '{"message": "Missing required request parameters: [q]"}'],
  ])('%j: %i', async (request, status, errorType, body) => {
    const answer = await send([], request);
    expect([answer.status, answer.body.toString()]).toEqual([status, body]);
    expect(answer.headers).toEqual([
      ['Content-Type', JSON_TEXT],
      ['x-amzn-RequestId', '11111111-2222-4333-8444-555555555555'],
      ['x-amzn-ErrorType', errorType],
      ['x-amz-apigw-id', 'AAAAAAAAAAAAAA='],
    ]);
  });
});

describe('a customized one', () => {
  test.each<[what: string, responses: readonly GatewayResponse[], status: number, body: string]>([
    [
      'has its own status',
      [{ responseType: 'MISSING_AUTHENTICATION_TOKEN', statusCode: '404' }],
      404,
      '{"message":"Missing Authentication Token"}',
    ],
    [
      'goes before its family',
      [{ responseType: 'DEFAULT_4XX', statusCode: '418' }, { responseType: 'MISSING_AUTHENTICATION_TOKEN' }],
      403,
      '{"message":"Missing Authentication Token"}',
    ],
    [
      'takes the family where it has none of its own',
      [{ responseType: 'DEFAULT_4XX', responseTemplates: { [JSON_TEXT]: 'family' } }],
      403,
      'family',
    ],
    [
      'takes the status that the family names',
      [{ responseType: 'DEFAULT_4XX', statusCode: '418' }],
      418,
      '{"message":"Missing Authentication Token"}',
    ],
    [
      'takes nothing from the other family',
      [{ responseType: 'DEFAULT_5XX', statusCode: '599' }],
      403,
      '{"message":"Missing Authentication Token"}',
    ],
    [
      'is substitution and no Velocity',
      [
        {
          responseType: 'MISSING_AUTHENTICATION_TOKEN',
          responseTemplates: {
            [JSON_TEXT]:
              '#set($a=1)$context.error.message|$context.error.messageString|$context.error.responseType|$context.stage|$context.none|$stageVariables.host|$stageVariables.none|$input.body|$method.request.header.X-A|$method.request.querystring.q|$context.error.validationErrorString',
          },
        },
      ],
      403,
      '#set($a=1)Missing Authentication Token|"Missing Authentication Token"|MISSING_AUTHENTICATION_TOKEN|dev||example.org||$input.body|a|1|',
    ],
  ])('%s', async (_what, responses, status, body) => {
    const answer = await send(responses, { path: '/none?q=1', headers: [['X-A', 'a']] });
    expect([answer.status, answer.body.toString()]).toEqual([status, body]);
  });

  test('has headers from the request, the context, stage variables and literals', async () => {
    const responseParameters = [
      header('X-Literal', "'*'"),
      header('X-Context', 'context.requestId'),
      header('X-Stage', 'stageVariables.host'),
      header('X-Header', 'method.request.header.Origin'),
      header('X-Query', 'method.request.querystring.q'),
      header('X-Path', 'method.request.path.id'),
      header('X-Absent', 'method.request.header.None'),
      header('Content-Type', "'text/plain'"),
    ];
    const { headers } = await send([{ responseType: 'DEFAULT_4XX', responseParameters }], {
      path: '/needs/7?p=1',
      headers: [['Origin', 'https://a.example']],
    });
    expect(headers.filter(([name]) => name.startsWith('X-') || name === 'Content-Type')).toEqual([
      ['X-Literal', '*'],
      ['X-Context', '11111111-2222-4333-8444-555555555555'],
      ['X-Stage', 'example.org'],
      ['X-Header', 'https://a.example'],
      ['X-Path', '7'],
      ['Content-Type', 'text/plain'],
    ]);
  });

  test('has no header that HTTP cannot carry', async () => {
    const responseParameters = [header('X-Query', 'method.request.querystring.q'), header('X-Literal', "'*'")];
    const { headers } = await send([{ responseType: 'DEFAULT_4XX', responseParameters }], {
      path: '/none?q=1%0D%0AX-Injected:%201',
    });
    expect(headers.filter(([name]) => name.startsWith('X-'))).toEqual([['X-Literal', '*']]);
  });

  test('has no header that would move its end', async () => {
    const responseParameters = [
      header('Content-Length', "'3'"),
      header('transfer-encoding', "'chunked'"),
      header('Connection', "'upgrade'"),
      header('Trailer', "'X'"),
    ];
    const { headers } = await send([{ responseType: 'DEFAULT_4XX', responseParameters }], { path: '/none' });
    expect(headers.filter(([name]) => /length|encoding|connection|trailer/i.test(name))).toEqual([
      ['x-amzn-Remapped-Content-Length', '3'],
      ['x-amzn-Remapped-Connection', 'upgrade'],
      ['x-amzn-Remapped-Trailer', 'X'],
    ]);
  });

  test.each(['100', '101', '099', '1000', '4xx', ''])('has its own status where "%s" is none', async (statusCode) => {
    const { status } = await send([{ responseType: 'DEFAULT_4XX', statusCode }], { path: '/none' });
    expect(status).toBe(403);
  });

  test.each<[accept: string | undefined, body: string, contentType: string]>([
    [undefined, 'json', JSON_TEXT],
    ['text/html', 'html', 'text/html'],
    ['image/png', 'json', JSON_TEXT],
  ])('has the template for Accept %s', async (accept, body, contentType) => {
    const responseTemplates = { 'text/html': 'html', [JSON_TEXT]: 'json' };
    const answer = await send([{ responseType: 'DEFAULT_4XX', responseTemplates }], {
      path: '/none',
      headers: accept === undefined ? [] : [['Accept', accept]],
    });
    expect(answer.body.toString()).toBe(body);
    expect(answer.headers[0]).toEqual(['Content-Type', contentType]);
  });

  test('that cannot be evaluated refuses every route, but leniently', async () => {
    const responses: readonly GatewayResponse[] = [
      { responseType: 'DEFAULT_4XX', responseParameters: [header('X', 'nonsense')] },
    ];
    expect((await send(responses, { path: '/' })).status).toBe(501);
    const api = restApi({ 'GET /': { integration: mock() } }, { gatewayResponses: responses });
    expect((await new ServedApi(api, { lenience: new Set(['mapping']) }).send()).status).toBe(200);
  });
});

import type { InlineHandler } from '../../../../lib/model/index.js';
import type { BehaviourCase } from '../../../support/behaviour.js';
import type { HttpBehaviour } from '../ways/http-api-text.js';

interface AnyEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly requestContext: Readonly<Record<string, unknown>>;
}

/** The response is the event, without ids and addresses that differ from way to way. */
const echo: InlineHandler = ({ headers, multiValueHeaders, requestContext, ...event }: AnyEvent) => {
  const { apiId: _api, domainName: _domain, domainPrefix: _prefix, ...context } = requestContext;
  const others = <T>(all: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name.toLowerCase() !== 'host'));
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...event,
      headers: others(headers),
      ...(multiValueHeaders !== undefined && { multiValueHeaders: others(multiValueHeaders) }),
      requestContext: context,
    }),
  };
};

/** The response is some members of the event. */
const picked: InlineHandler = (event: Readonly<Record<string, unknown>>) => {
  const { body, isBase64Encoded, cookies, queryStringParameters, rawQueryString, multiValueQueryStringParameters } =
    event;
  return {
    statusCode: 200,
    body: JSON.stringify({
      ...{ body, isBase64Encoded, cookies, queryStringParameters },
      ...{ rawQueryString, multiValueQueryStringParameters },
      stage: (event.stageVariables as Readonly<Record<string, string>>).colour,
    }),
  };
};

function both(
  name: string,
  request: Omit<BehaviourCase, 'name' | 'expect' | 'path'> & { readonly query?: string },
  v1: object,
  v2: object,
): readonly BehaviourCase[] {
  const { query = '', ...sent } = request;
  return [
    {
      ...sent,
      name: `${name}, 1.0`,
      path: `/1/picked${query}`,
      expect: { status: 200, json: { ...v1, stage: 'green' } },
    },
    {
      ...sent,
      name: `${name}, 2.0`,
      path: `/2/picked${query}`,
      expect: { status: 200, json: { ...v2, stage: 'green' } },
    },
  ];
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]);
const NO_QUERY = { queryStringParameters: null, multiValueQueryStringParameters: null };

/** The events of payload formats 1.0 and 2.0. */
export const events: HttpBehaviour = {
  functions: { echo, picked },
  api: {
    name: 'HttpEvents',
    routes: {
      'ANY /1/picked': { integration: { function: 'picked', payloadFormatVersion: '1.0' } },
      'ANY /2/picked': { integration: { function: 'picked', payloadFormatVersion: '2.0' } },
      'ANY /1/{proxy+}': { integration: { function: 'echo', payloadFormatVersion: '1.0' } },
      'ANY /2/{proxy+}': { integration: { function: 'echo', payloadFormatVersion: '2.0' } },
    },
  },
  cases: [
    ...['1', '2'].flatMap((version): readonly BehaviourCase[] => [
      {
        name: `a whole event in format ${version}.0`,
        method: 'GET',
        path: `/${version}/a/b?x=1&x=2&y=%20`,
        headers: [
          ['X-One', 'a'],
          ['x-one', 'b'],
          ['Cookie', 'a=1; b=2'],
        ],
        expect: { status: 200, headers: { 'content-type': 'application/json', 'apigw-requestid': 'AAAAAAAAAAAAAA=' } },
      },
      {
        name: `a whole event of a request with a body in format ${version}.0`,
        method: 'POST',
        path: `/${version}/a`,
        headers: { 'Content-Type': 'application/json', 'User-Agent': 'tests' },
        body: '{"name":"Rex"}',
        expect: { status: 200 },
      },
    ]),
    ...both(
      'repeated query parameters',
      { method: 'GET', query: '?a=1&a=2&b=' },
      {
        body: null,
        isBase64Encoded: false,
        queryStringParameters: { a: '2', b: '' },
        multiValueQueryStringParameters: { a: ['1', '2'], b: [''] },
      },
      { isBase64Encoded: false, queryStringParameters: { a: '1,2', b: '' }, rawQueryString: 'a=1&a=2&b=' },
    ),
    ...both(
      'a body that is text',
      { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'hello' },
      { body: 'hello', isBase64Encoded: false, ...NO_QUERY },
      { body: 'hello', isBase64Encoded: false, rawQueryString: '' },
    ),
    ...both(
      'a body of JSON',
      { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' },
      { body: '{"a":1}', isBase64Encoded: false, ...NO_QUERY },
      { body: '{"a":1}', isBase64Encoded: false, rawQueryString: '' },
    ),
    ...both(
      'a binary body',
      { method: 'POST', headers: { 'Content-Type': 'image/png' }, body: PNG },
      { body: PNG.toString('base64'), isBase64Encoded: true, ...NO_QUERY },
      { body: PNG.toString('base64'), isBase64Encoded: true, rawQueryString: '' },
    ),
    ...both(
      'cookies',
      { method: 'GET', headers: { Cookie: 'a=1; b=2' } },
      { body: null, isBase64Encoded: false, ...NO_QUERY },
      { cookies: ['a=1', 'b=2'], isBase64Encoded: false, rawQueryString: '' },
    ),
  ],
};

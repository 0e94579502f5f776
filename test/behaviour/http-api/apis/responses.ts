import type { InlineHandler, PayloadFormatVersion } from '../../../../lib/model/index.js';
import type { BehaviourCase, ExpectedAnswer } from '../../../support/behaviour.js';
import type { HttpBehaviour } from '../ways/http-api-text.js';

const SERVER_ERROR: ExpectedAnswer = { status: 500, json: { message: 'Internal Server Error' } };

interface NamedEvent {
  readonly queryStringParameters: { readonly which: string };
}

/** Results of a function, and the response to each in both formats; one where they are the same. */
const RESULTS: Readonly<Record<string, readonly [result: unknown, v1: ExpectedAnswer, v2?: ExpectedAnswer]>> = {
  status: [{ statusCode: 204 }, { status: 204, text: '' }],
  whole: [
    { statusCode: 201, headers: { 'Content-Type': 'application/json', 'X-A': 1 }, body: '{"a":1}' },
    { status: 201, json: { a: 1 }, headers: { 'content-type': 'application/json', 'x-a': '1' } },
  ],
  noType: [
    { statusCode: 200, body: 'x' },
    { status: 200, text: 'x', headers: { 'content-type': 'text/plain; charset=utf-8' } },
  ],
  base64: [
    { statusCode: 200, body: 'dGVzdA==', isBase64Encoded: true },
    { status: 200, text: 'test' },
  ],
  cookies: [
    { statusCode: 200, cookies: ['a=1', 'b=2'] },
    { status: 200, headers: { 'set-cookie': null } },
    { status: 200, headers: { 'set-cookie': 'a=1, b=2' } },
  ],
  lists: [
    { statusCode: 200, multiValueHeaders: { 'X-A': ['1', '2'] } },
    { status: 200, headers: { 'x-a': '1, 2' } },
    { status: 200, headers: { 'x-a': null } },
  ],
  withoutStatus: [{ hello: 'world' }, SERVER_ERROR, { status: 200, json: { hello: 'world' } }],
  string: ['hello', SERVER_ERROR, { status: 200, text: 'hello', headers: { 'content-type': 'application/json' } }],
  list: [[1, 2], SERVER_ERROR, { status: 200, json: [1, 2] }],
  nothing: [null, SERVER_ERROR, { status: 200, text: 'null' }],
  zero: [{ statusCode: 0 }, SERVER_ERROR],
  objectBody: [{ statusCode: 200, body: { a: 1 } }, SERVER_ERROR],
};

const results: InlineHandler = ({ queryStringParameters: { which } }: NamedEvent) => RESULTS[which]?.[0];
const throws: InlineHandler = () => {
  throw new Error('no such pet');
};

function casesOf(version: '1' | '2'): readonly BehaviourCase[] {
  return [
    ...Object.entries(RESULTS).map(([which, [, v1, v2 = v1]]) => ({
      name: `${which}, in format ${version}.0`,
      method: 'GET',
      path: `/${version}?which=${which}`,
      expect: version === '1' ? v1 : v2,
    })),
    {
      name: `a function that throws, in format ${version}.0`,
      method: 'GET',
      path: `/${version}/throws`,
      expect: SERVER_ERROR,
    },
  ];
}

function toFunction(name: string, payloadFormatVersion: PayloadFormatVersion): HttpBehaviour['api']['routes'][string] {
  return { integration: { function: name, payloadFormatVersion } };
}

/** The results of functions as responses, in payload formats 1.0 and 2.0. */
export const responses: HttpBehaviour = {
  functions: { results, throws },
  api: {
    name: 'HttpResponses',
    routes: {
      'GET /1': toFunction('results', '1.0'),
      'GET /2': toFunction('results', '2.0'),
      'GET /1/throws': toFunction('throws', '1.0'),
      'GET /2/throws': toFunction('throws', '2.0'),
    },
  },
  cases: [...casesOf('1'), ...casesOf('2')],
};

import { App, Duration, Stack } from 'aws-cdk-lib';
import { HttpIntegration, MockIntegration, RestApi, type CorsProps } from '../../../lib/index.js';
import type { BehaviourCase } from '../../support/behaviour.js';

/** What only constructs say in one word: the other ways are the template and the document that come of it. */
export interface CorsBehaviour {
  readonly name: string;
  readonly cors: CorsProps;
  readonly cases: readonly BehaviourCase[];
}

export function corsStack(cors: CorsProps, backend: string, definition: 'body' | 'resources' = 'body'): Stack {
  const stack = new Stack(new App(), 'Cors');
  const api = new RestApi(stack, 'Api', { endpointType: 'REGIONAL', cors, definition });
  api.get(
    '/mock',
    new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{}' } }] }),
  );
  api.post('/mock', new MockIntegration());
  api.get(
    '/http',
    new HttpIntegration('http://${stageVariables.backend}/pet', {
      proxy: false,
      httpMethod: 'GET',
      responses: [{ statusCode: 200 }],
    }),
  );
  api.get('/proxy', new HttpIntegration('http://${stageVariables.backend}/pet'));
  api.addStage('dev', { variables: { backend } });
  return stack;
}

const A = 'https://a.example';
const B = 'https://b.example';

function ask(
  name: string,
  method: string,
  path: string,
  origin: string | undefined,
  status: number,
  headers: Readonly<Record<string, string | null>>,
): BehaviourCase {
  return {
    name,
    method,
    path,
    ...(origin !== undefined && { headers: { Origin: origin } }),
    expect: { status, headers },
  };
}

export const cors: readonly CorsBehaviour[] = [
  {
    name: 'CORS for anybody',
    cors: { allowOrigins: ['*'] },
    cases: [
      ask('a preflight', 'OPTIONS', '/mock', A, 204, {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET,OPTIONS,POST',
        vary: null,
      }),
      ask('an answer', 'GET', '/mock', A, 200, { 'access-control-allow-origin': '*' }),
      ask('an answer of a backend', 'GET', '/http', A, 200, { 'access-control-allow-origin': '*' }),
      ask('a proxied one, which is as it is', 'GET', '/proxy', A, 200, { 'access-control-allow-origin': null }),
      ask('an error', 'GET', '/nowhere', A, 403, { 'access-control-allow-origin': '*' }),
    ],
  },
  {
    name: 'CORS for two origins',
    cors: { allowOrigins: [A, B], allowHeaders: ['x-in'], exposeHeaders: ['etag'], maxAge: Duration.minutes(5) },
    cases: [
      ask('a preflight of the first', 'OPTIONS', '/mock', A, 204, {
        'access-control-allow-origin': A,
        'access-control-allow-headers': 'x-in',
        'access-control-max-age': '300',
        vary: 'Origin',
      }),
      ask('a preflight of the second', 'OPTIONS', '/http', B, 204, {
        'access-control-allow-origin': B,
        'access-control-allow-methods': 'GET,OPTIONS',
      }),
      ask('a preflight of a stranger', 'OPTIONS', '/mock', 'https://c.example', 204, {
        'access-control-allow-origin': null,
        vary: 'Origin',
      }),
      ask('a preflight of nobody', 'OPTIONS', '/mock', undefined, 204, { 'access-control-allow-origin': null }),
      ask('an answer', 'GET', '/mock', B, 200, {
        'access-control-allow-origin': B,
        'access-control-expose-headers': 'etag',
      }),
      ask('an answer for a stranger', 'GET', '/http', 'https://c.example', 200, {
        'access-control-allow-origin': null,
      }),
    ],
  },
];

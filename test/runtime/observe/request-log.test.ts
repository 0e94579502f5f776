import { describe, expect, test } from 'vitest';
import type { AnsweredRequest, LoggedEvent, RuntimeLog } from '../../../lib/runtime/environment.js';
import { GatewayFault } from '../../../lib/runtime/fault.js';
import { reportEvent } from '../../../lib/runtime/observe/request-log.js';
import { mock, restApi, ServedApi, type TestRequest } from '../../support/rest-request.js';
import { wholeBody } from '../../support/whole-body.js';

const API = restApi(
  {
    'GET /': { integration: mock() },
    'GET /closed': { integration: mock(), authorization: { type: 'CUSTOM', authorizer: 'none' } },
    'POST /': { integration: mock(), requestValidator: 'body', requestModels: { 'application/json': 'Pet' } },
    'GET /broken': { integration: { type: 'MOCK', requestTemplates: { 'application/json': '{}' } } },
  },
  {
    requestValidators: [{ name: 'body', validateRequestBody: true, validateRequestParameters: false }],
    models: [{ name: 'Pet', contentType: 'application/json', schema: { type: 'object', required: ['name'] } }],
  },
);

const INVALID = 'Invalid request body: [object has missing required properties (["name"])]';

async function logOf(request: TestRequest, hearsRequests: boolean, exact = true) {
  const requests: AnsweredRequest[] = [];
  const warnings: string[] = [];
  const log: RuntimeLog = {
    warn: (message) => warnings.push(message),
    functionOutput: () => undefined,
    ...(hearsRequests && { requestAnswered: (one) => void requests.push(one) }),
  };
  const answer = await new ServedApi(API, { log, exact }).send(request);
  return { requests, warnings, answer };
}

describe('reportRequest()', () => {
  test.each<[request: TestRequest, status: number, path: string, reason: string | undefined]>([
    [{ path: '/?key=secret' }, 200, '/dev/', undefined],
    [{ path: '/none' }, 403, '/dev/none', 'Missing Authentication Token'],
    [{ stage: 'qa' }, 403, '/qa/', undefined],
    [{ method: 'POST', body: '{}' }, 400, '/dev/', INVALID],
    [{ path: '/broken' }, 500, '/dev/broken', expect.stringMatching(/^Unable to parse statusCode/)],
  ])('tells of %j with its reason and without its query', async (request, status, path, reason) => {
    const { requests, warnings } = await logOf(request, true);
    const { method = 'GET' } = request;
    const durationMs = expect.any(Number) as number;
    expect(requests).toEqual([
      { api: 'Api', method, path, status, durationMs, ...(reason !== undefined && { reason }) },
    ]);
    expect(warnings).toEqual([]);
  });

  test('quotes no secret header', async () => {
    const headers = [['Authorization', 'Bearer some-token']] as const;
    const { requests, answer } = await logOf({ path: '/none', headers }, true);
    expect(answer.body.toString()).toContain("'Bearer some-token'");
    expect(requests[0]?.reason).toMatch(/^'\*+' not a valid key=value pair .*: '\*+'\.$/);
  });

  test.each<[request: TestRequest, warning: string | undefined]>([
    [{}, undefined],
    [{ path: '/none' }, undefined],
    [{ method: 'POST', body: '{}' }, `Api  POST /dev/  ${INVALID}`],
    [{ path: '/broken' }, expect.stringMatching(/^Api {2}GET \/dev\/broken {2}Unable to parse statusCode/)],
    [{ path: '/closed' }, expect.stringMatching(/^Api {2}GET \/dev\/closed {2}Not simulated yet/)],
  ])('warns of %j where nobody hears of requests: %s', async (request, warning) => {
    const { warnings } = await logOf(request, false);
    expect(warnings).toEqual(warning === undefined ? [] : [warning]);
  });
});

test('why a body is invalid stands in the hint and the trace, not in the body', async () => {
  const { answer } = await logOf({ method: 'POST', body: '{}' }, false, false);
  expect(wholeBody(answer).toString()).toBe('{"message":"Invalid request body"}');
  expect(answer.headers).toContainEqual(['x-sluice-hint', INVALID]);
  expect(answer.trace?.failure?.message).toBe(INVALID);
});

describe('reportEvent()', () => {
  const event = { api: 'Chat', type: 'MESSAGE', connectionId: 'id=', routeKey: 'join', durationMs: 1 } as const;
  const secret = [['Authorization', 'Bearer some-token']] as const;
  const leak = new GatewayFault({ kind: 'configuration', problem: 'no some-token' });

  test.each<[failure: GatewayFault | undefined, reason: string | undefined, warning: string | undefined]>([
    [undefined, undefined, undefined],
    [leak, 'no **********', 'Chat  join  no **********'],
    [
      new GatewayFault({ kind: 'unknown-route' }),
      'No route for it, and no $default',
      'Chat  join  No route for it, and no $default',
    ],
  ])('%j: %s', (failure, reason, warning) => {
    const events: LoggedEvent[] = [];
    const warnings: string[] = [];
    const log = { warn: (text: string) => void warnings.push(text), functionOutput: () => undefined };
    reportEvent({ ...log, connectionEvent: (one) => void events.push(one) }, event, failure, secret);
    expect(events).toEqual([{ ...event, ...(reason !== undefined && { reason }) }]);
    expect(warnings).toEqual([]);
    reportEvent(log, event, failure, secret);
    expect(warnings).toEqual(warning === undefined ? [] : [warning]);
  });
});

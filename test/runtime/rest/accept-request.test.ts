import { describe, expect, test } from 'vitest';
import type { HeaderLine } from '../../../lib/runtime/index.js';
import { validatedInvocation } from '../../support/rest-request.js';

const OWN_ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

describe('acceptRequest()', () => {
  test.each<[method: string, override: string | undefined, httpMethod: string]>([
    ['POST', undefined, 'POST'],
    ['POST', 'PATCH', 'PATCH'],
    ['POST', 'delete', 'DELETE'],
    ['POST', 'ANY', 'POST'],
    ['POST', 'BREW', 'POST'],
  ])('%s, overridden by %s, is %s', async (method, override, httpMethod) => {
    const headers: readonly HeaderLine[] = override === undefined ? [] : [['X-HTTP-Method-Override', override]];
    expect((await validatedInvocation({ method, headers })).arrival.httpMethod).toBe(httpMethod);
  });

  test.each<[sent: string | undefined, requestId: string]>([
    [undefined, '11111111-2222-4333-8444-555555555555'],
    [OWN_ID, OWN_ID],
    ['mine', '11111111-2222-4333-8444-555555555555'],
  ])('with the request id %s of a client is called %s', async (sent, requestId) => {
    const headers: readonly HeaderLine[] = sent === undefined ? [] : [['x-amzn-RequestId', sent]];
    expect((await validatedInvocation({ headers })).arrival.requestId).toBe(requestId);
  });

  test.each<[sent: string | undefined, traceId: string]>([
    [undefined, 'Root=1-6920a0b9-000000000000000000000000'],
    ['Root=1-5-a;Parent=b;Sampled=1', 'Root=1-5-a;Parent=b;Sampled=1'],
    ['Root=1-5-a', 'Root=1-5-a;Parent=0000000000000000;Sampled=0'],
    ['Self=1-5-a', 'Root=1-6920a0b9-000000000000000000000000'],
  ])('traces %s as %s', async (sent, traceId) => {
    const headers: readonly HeaderLine[] = sent === undefined ? [] : [['X-Amzn-Trace-Id', sent]];
    expect((await validatedInvocation({ headers })).request.traceId).toBe(traceId);
  });

  test.each([
    ['/', '/', '/dev/'],
    ['//pets', '/pets', '/dev//pets'],
    ['/pets/?a=1', '/pets/', '/dev/pets/'],
    ['', '/', '/dev'],
  ])('%s goes to events as %s and to $context as %s', async (path, eventPath, contextPath) => {
    const { place } = (await validatedInvocation({ path })).arrival;
    expect([place.eventPath, place.contextPath]).toEqual([eventPath, contextPath]);
  });
});

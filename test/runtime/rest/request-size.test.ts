import { describe, expect, test } from 'vitest';
import type { EndpointType, GatewayResponse } from '../../../lib/model/index.js';
import type { HeaderLine } from '../../../lib/runtime/index.js';
import { mock, restApi, ServedApi } from '../../support/rest-request.js';

const gatewayResponses: readonly GatewayResponse[] = [
  { responseType: 'REQUEST_TOO_LARGE', statusCode: '400' },
  { responseType: 'DEFAULT_4XX', statusCode: '418' },
];

function api(type: EndpointType): ServedApi {
  return new ServedApi(restApi({ 'POST /': { integration: mock() } }, { endpoint: { type }, gatewayResponses }), {
    // Serves a private API that has no resource policy.
    lenience: 'all',
  });
}

/** A header that makes all lines together so long; `Host: localhost` and its line end are 17 bytes. */
function filling(bytes: number): HeaderLine {
  return ['X', 'x'.repeat(bytes - 17 - 5)];
}

describe('checkRequestSize()', () => {
  test.each<[type: EndpointType, bytes: number, status: number]>([
    ['REGIONAL', 10_240, 200],
    ['REGIONAL', 10_241, 413],
    ['EDGE', 10_240, 200],
    ['PRIVATE', 8_000, 200],
    ['PRIVATE', 8_001, 413],
  ])('%s, %i bytes of headers: %i', async (type, bytes, status) => {
    expect((await api(type).send({ method: 'POST', headers: [filling(bytes)] })).status).toBe(status);
  });

  test.each([
    [10_485_760, 200],
    [10_485_761, 413],
  ])('%i bytes of body: %i, whatever the gateway responses say', async (bytes, status) => {
    const answer = await api('REGIONAL').send({ method: 'POST', body: Buffer.alloc(bytes) });
    expect(answer.status).toBe(status);
    if (status === 413) expect(answer.body.toString()).toBe('{"message":"Request Too Long"}');
  });
});

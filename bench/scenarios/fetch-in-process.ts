import { LocalGateway } from '../../lib/testing/index.js';
import { calls } from '../calls.js';
import { documentOf, MOCK, write } from '../documents.js';
import type { Scenario } from '../scenario.js';

const CALLS = 20_000;

export const fetchInProcess: Scenario = {
  name: 'fetch-in-process',
  sentence: 'Call LocalGateway.fetch(), against constructing a Response',
  subject: calls(CALLS, async (settings) => {
    const gateway = await LocalGateway.fromOpenApi(write(settings, documentOf({ operation: MOCK })));
    return () => gateway.fetch('/pets/7');
  }),
  floor: calls(CALLS, () => {
    const body = Buffer.from('{"message":"hello"}');
    // Awaited as the gateway's is.
    return () =>
      Promise.resolve(new Response(new Uint8Array(body), { headers: [['Content-Type', 'application/json']] }));
  }),
  goal: 1.5,
  limit: 2.5,
};

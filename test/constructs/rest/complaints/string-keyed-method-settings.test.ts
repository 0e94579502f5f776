import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/**
 * Elsewhere the settings of a method are a map keyed by a path and a verb; a key that fits no method has no effect, and
 * nobody notices.
 */
describe('string-keyed method settings', () => {
  test('a method object names the method, so that its limit holds whatever its path is', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    const answer = new MockIntegration({ responses: [{ statusCode: 200 }] });
    const getToy = api.get('/pets/{petId}/toys/{toyId}', answer);
    api.get('/pets/{petId}', answer);
    const root = api.get('/', answer);
    const prod = api.addStage('prod');
    prod.configure(getToy, { throttle: { rateLimit: 1, burstLimit: 1 } });
    prod.configure(root, { throttle: { rateLimit: 1, burstLimit: 1 } });

    gateway = await LocalGateway.fromStack(stack, { clock: { now: () => 0 } });
    const statuses = [];
    for (const path of ['/pets/1/toys/2', '/pets/3/toys/4', '/', '/', '/pets/1', '/pets/1']) {
      statuses.push((await gateway.fetch(path)).status);
    }
    expect(statuses).toEqual([200, 429, 200, 429, 200, 200]);
  });
});

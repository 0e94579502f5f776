import { App, Stack } from 'aws-cdk-lib';
import { afterEach, expect, test } from 'vitest';
import { MockIntegration, RestApi, Value, type GatewayResponseProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

test.each<[spelling: string, props: GatewayResponseProps]>([
  ['a plain string', { headers: { 'X-Hint': 'see docs' } }],
  ['a string in quotes', { headers: { 'X-Hint': "'see docs'" } }],
  ['a literal', { headers: { 'X-Hint': Value.literal('see docs') } }],
  ['a literal in quotes', { headers: { 'X-Hint': Value.literal("'see docs'") } }],
  ['a mapping expression', { responseParameters: { 'gatewayresponse.header.X-Hint': "'see docs'" } }],
])('%s reaches the client without a quote', async (_spelling, props) => {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration());
  api.addGatewayResponse('MISSING_AUTHENTICATION_TOKEN', props);
  gateway = await LocalGateway.fromStack(stack);
  const response = await gateway.fetch('/nowhere');
  expect([response.status, response.headers.get('x-hint')]).toEqual([403, 'see docs']);
});

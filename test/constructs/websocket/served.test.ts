import { App, Aspects, Stack } from 'aws-cdk-lib';
import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterEach, describe, expect, test } from 'vitest';
import { Authorizer, WebSocketApi } from '../../../lib/index.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import { refusedHandshake, TestClient } from '../../runtime/websocket/client.js';
import { inlineFunction } from '../synthesize.js';
import { invoke, mock } from './plain-integration.js';

const ECHO = `exports.handler = async ({ requestContext: { routeKey }, body }) => ({ statusCode: 200, body: routeKey + ' ' + body })`;

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(build: (stack: Stack) => void): Promise<string> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  gateway = await LocalGateway.fromStack(stack);
  expect(gateway.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (await gateway.listen()).url;
}

describe('a WebSocket API of constructs, served from its template', () => {
  test('answers on routes that respond, by the stage prod', async () => {
    const url = await serve((stack) => {
      const echo = invoke(inlineFunction(stack, 'Echo', ECHO));
      const api = new WebSocketApi(stack, 'Chat', {
        connect: echo,
        default: { integration: echo, respond: true },
      });
      api.addRoute('send', echo, { respond: true });
      api.addRoute('silent', echo);
    });
    expect(url).toMatch(/\/prod$/);
    const client = await TestClient.connect(url);
    for (const message of ['{"action":"silent"}', '{"action":"send"}', 'hello']) client.send(message);
    const received = new Set([await client.receive(), await client.receive()]);
    expect(received).toEqual(new Set(['send {"action":"send"}', '$default hello']));
    await client.close();
  });

  test('refuses connections without a signature where $connect requires one', async () => {
    const url = await serve((stack) => {
      new WebSocketApi(stack, 'Chat', { connect: { authorizer: Authorizer.IAM }, default: mock() });
    });
    expect((await refusedHandshake(url)).status).toBeGreaterThan(400);
  });

  test('is served with what an aspect changes', async () => {
    const url = await serve((stack) => {
      new WebSocketApi(stack, 'Chat', { connect: mock(), default: mock() });
      Aspects.of(stack).add({
        visit: (node) => {
          if (node instanceof CfnRoute && node.routeKey === '$connect') node.authorizationType = 'AWS_IAM';
        },
      });
    });
    expect((await refusedHandshake(url)).status).toBeGreaterThan(400);
  });
});

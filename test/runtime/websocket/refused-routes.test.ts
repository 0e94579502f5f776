import { afterEach, describe, expect, test } from 'vitest';
import { LocalGateway } from '../../../lib/testing/index.js';
import { lambdaProxy, templateFile, webSocketTemplate } from './chat-template.js';
import { refusedHandshake, TestClient } from './client.js';

let gateway: LocalGateway | undefined;

afterEach(async () => {
  await gateway?.close();
});

async function serve(template: object): Promise<string> {
  gateway = await LocalGateway.fromTemplate(templateFile(template), {
    functions: { handler: () => ({ body: 'served' }) },
  });
  return (await gateway.listen()).url;
}

/** A second route beside those of a template. */
function beside(RouteKey: string, properties: object): { readonly resources: object } {
  const ApiId = { Ref: 'Chat' };
  const Target = { 'Fn::Join': ['/', ['integrations', { Ref: 'OtherIntegration' }]] };
  return {
    resources: {
      OtherIntegration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ApiId, ...lambdaProxy('handler') },
      },
      OtherRoute: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, Target, ...properties } },
    },
  };
}

describe('routes that are refused', () => {
  test('$connect, where two routes have the key and one of them is open', async () => {
    const guarded = { route: { AuthorizationType: 'AWS_IAM' } };
    const url = await serve(webSocketTemplate({ $connect: guarded, $default: {} }, beside('$connect', {})));
    expect(await refusedHandshake(url)).toMatchObject({ status: 501 });
  });

  test('a route of messages without integration', async () => {
    const url = await serve(webSocketTemplate({ idle: { route: { Target: undefined } }, other: {} }));
    const client = await TestClient.connect(url);
    client.send({ action: 'idle' });
    expect(JSON.parse(await client.receive())).toMatchObject({ feature: 'integration-missing' });
  });
});

import { gunzipSync } from 'node:zlib';
import { App, Size, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  LambdaIntegration,
  MockIntegration,
  ResourcePolicy,
  RestApi,
  TokenAuthorizer,
  type RestApiProps,
} from '../../../lib/index.js';
import { LocalGateway, type LocalGatewayOptions } from '../../../lib/testing/index.js';
import { inlineFunction, resourceOf, synthesize } from '../synthesize.js';

const DEFINITIONS = ['body', 'resources'] as const;
type DefinitionForm = (typeof DEFINITIONS)[number];

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(build: (stack: Stack) => void, options: LocalGatewayOptions = {}): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  gateway = await LocalGateway.fromStack(stack, options);
  return gateway;
}

const page =
  'exports.handler = async () => ({ statusCode: 200, headers: { "Content-Type": "text/plain" }, body: "pets ".repeat(100) })';

describe.each(DEFINITIONS)('the props of an API with definition: %s', (definition: DefinitionForm) => {
  const all: RestApiProps = {
    definition,
    restApiName: 'Shop',
    description: 'Pets of the shop',
    endpointType: 'REGIONAL',
    ipAddressType: 'dualstack',
    securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
    endpointAccessMode: 'STRICT',
    disableExecuteApiEndpoint: true,
    binaryMediaTypes: ['image/*'],
    minimumCompression: Size.kibibytes(1),
    apiKeySource: 'AUTHORIZER',
    policy: new ResourcePolicy().allowEveryone(),
    docs: 'All about pets',
    tags: { team: 'pets' },
  };

  test('are all in the template, whose reader finds them', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', all);
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }));
    expect(api.toModel()).toMatchObject({
      name: 'Shop',
      description: 'Pets of the shop',
      endpoint: { type: 'REGIONAL', ipAddressType: 'dualstack' },
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      endpointAccessMode: 'STRICT',
      disableExecuteApiEndpoint: true,
      binaryMediaTypes: ['image/*'],
      minimumCompressionBytes: 1024,
      apiKeySource: 'AUTHORIZER',
      policy: { Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke' }] },
      documentation: { parts: { documentationParts: [{ location: { type: 'API' } }] } },
    });
  });

  test('name and tags are where the console shows them', () => {
    const template = synthesize((stack) =>
      new RestApi(stack, 'Pets', all).get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] })),
    );
    const { Properties } = resourceOf(template, 'AWS::ApiGateway::RestApi');
    expect(Properties.Tags).toEqual([{ Key: 'team', Value: 'pets' }]);
    expect(Properties.EndpointConfiguration).toEqual({ Types: ['REGIONAL'], IpAddressType: 'dualstack' });
    const { Name, Body } = Properties as { Name?: string; Body?: { info: { title: string } } };
    expect(Name ?? Body?.info.title).toBe('Shop');
  });

  test('a resource policy lets nobody in from elsewhere', async () => {
    const policy = new ResourcePolicy().allowEveryone().onlyFromIpRanges(['203.0.113.0/24']);
    const local = await serve((stack) =>
      new RestApi(stack, 'Pets', { definition, policy }).get(
        '/pets',
        new MockIntegration({ responses: [{ statusCode: 200 }] }),
      ),
    );
    expect((await local.fetch('/pets')).status).toBe(403);
  });

  test('minimumCompression compresses a response of that size for callers that accept it', async () => {
    const local = await serve((stack) =>
      new RestApi(stack, 'Pets', { definition, minimumCompression: Size.bytes(100) }).get(
        '/pets',
        new LambdaIntegration(inlineFunction(stack, 'List', page)),
      ),
    );
    const compressed = await local.fetch('/pets', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await compressed.arrayBuffer())).toString()).toHaveLength(500);
    expect((await local.fetch('/pets')).headers.get('content-encoding')).toBeNull();
  });

  test('binaryMediaTypes hand bytes to functions in base64', async () => {
    const echo =
      'exports.handler = async (event) => ({ statusCode: 200, body: `${event.isBase64Encoded} ${event.body}` })';
    const local = await serve((stack) =>
      new RestApi(stack, 'Pets', { definition, binaryMediaTypes: ['image/png'] }).post(
        '/photos',
        new LambdaIntegration(inlineFunction(stack, 'Echo', echo)),
      ),
    );
    const post = async (type: string): Promise<string> => {
      const response = await local.fetch('/photos', { method: 'POST', headers: { 'Content-Type': type }, body: 'abc' });
      return response.text();
    };
    expect([await post('image/png'), await post('text/plain')]).toEqual(['true YWJj', 'false abc']);
  });

  test('disableExecuteApiEndpoint closes the default endpoint', async () => {
    const build = (stack: Stack): void => {
      const api = new RestApi(stack, 'Pets', { definition, disableExecuteApiEndpoint: true });
      api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }));
    };
    expect((await (await serve(build, { closesDisabledEndpoint: true })).fetch('/pets')).status).toBe(403);
  });

  test.each<[key: string, status: number]>([
    ['secret-of-the-basic-plan', 200],
    ['another-secret-than-that', 403],
  ])('apiKeySource AUTHORIZER takes the key %s of the authorizer: %i', async (key, status) => {
    const source = `exports.handler = async (event) => ({
      principalId: 'caller',
      usageIdentifierKey: event.authorizationToken,
      policyDocument: { Version: '2012-10-17', Statement: [{ Action: '*', Effect: 'Allow', Resource: '*' }] },
    })`;
    const local = await serve((stack) => {
      const api = new RestApi(stack, 'Pets', { definition, apiKeySource: 'AUTHORIZER' });
      const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check', source));
      const integration = new MockIntegration({ responses: [{ statusCode: 200 }] });
      api.get('/pets', integration, { authorizer, apiKeyRequired: true });
      api.addStage('prod').addUsagePlan('Basic').addApiKey('Mobile', { value: 'secret-of-the-basic-plan' });
    });
    expect((await local.fetch('/pets', { headers: { Authorization: key } })).status).toBe(status);
  });
});

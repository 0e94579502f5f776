import { get } from 'node:http';
import { Stack } from 'aws-cdk-lib';
import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterEach, describe, expect, test } from 'vitest';
import {
  BasePathMapping,
  DomainName,
  LambdaIntegration,
  PrivateDomainName,
  RestApi,
  type RestApiProps,
} from '../../../../lib/index.js';
import { LocalGateway, type LocalGatewayOptions } from '../../../../lib/testing/index.js';
import { inlineFunction } from '../../synthesize.js';
import { pets, type Pets } from './pets.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** Answers with the path that the function sees, and with the stage. */
function echoApi(stack: Stack, props: RestApiProps = {}): RestApi {
  const echo = inlineFunction(
    stack,
    'Echo',
    'exports.handler = async ({ path, requestContext: { stage } }) => ({ statusCode: 200, body: `${stage} ${path}` })',
  );
  const api = new RestApi(stack, 'EchoApi', props);
  api.any('/{proxy+}', new LambdaIntegration(echo));
  return api;
}

function openPolicy(): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['execute-api:Invoke'],
        resources: ['execute-api:/*'],
      }),
    ],
  });
}

type Send = (host: string, path: string, headers?: Readonly<Record<string, string>>) => Promise<string>;

async function serve(build: (made: Pets) => void, options: LocalGatewayOptions = {}): Promise<Send> {
  const made = pets();
  build(made);
  const served = await LocalGateway.fromStack(made.stack, { api: 'Stack/EchoApi', ...options });
  gateway = served;
  return async (host, path, headers = {}) => {
    const response = await served.fetch(`https://${host}${path}`, { headers });
    return `${response.status} ${await response.text()}`;
  };
}

const HOST = 'api.example.com';
const FORBIDDEN = '403 {"message":"Forbidden"}';

describe('a DomainName, served locally', () => {
  test('leads to the stage of the longest base path', async () => {
    const send = await serve(({ stack, certificate }) => {
      const api = echoApi(stack);
      const domain = new DomainName(stack, 'Domain', { domainName: HOST, certificate });
      domain.addBasePathMapping(api.addStage('prod'), { basePath: 'v1' });
      domain.addBasePathMapping(api.addStage('beta'), { basePath: 'v1/beta' });
      domain.addBasePathMapping(api.addStage('dev'), { basePath: 'any', stageInPath: true });
    });
    expect(await send(HOST, '/v1/pets')).toBe('200 prod /v1/pets');
    expect(await send(HOST, '/v1/beta/pets')).toBe('200 beta /v1/beta/pets');
    expect(await send(HOST, '/any/dev/pets')).toBe('200 dev /any/dev/pets');
    expect(await send(HOST, '/any/prod/pets')).toBe('200 prod /any/prod/pets');
    expect(await send(HOST, '/v2/pets')).toBe(FORBIDDEN);
  });

  test('answers on its listener too, by the Host header', async () => {
    await serve(({ stack, certificate }) => {
      echoApi(stack).addStage('prod').addDomainName('Domain', { domainName: HOST, certificate, basePath: 'v1' });
    });
    const { url } = (await gateway?.listen()) ?? { url: '' };
    const { port } = new URL(url);
    const body = await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: '/v1/pets', headers: { host: HOST } }, (response) => {
        resolve(response.setEncoding('utf8').toArray());
      }).on('error', reject);
    });
    expect(body).toEqual(['prod /v1/pets']);
  });

  test('leads to its stage from Stage.addDomainName()', async () => {
    const send = await serve(({ stack, certificate }) => {
      echoApi(stack).addStage('prod').addDomainName('Domain', { domainName: HOST, certificate });
    });
    expect(await send(HOST, '/pets')).toBe('200 prod /pets');
  });

  test('routes by rules first, in the order of their priorities, then by mappings', async () => {
    const send = await serve(({ stack, certificate }) => {
      const api = echoApi(stack);
      const [prod, beta, dev] = ['prod', 'beta', 'dev'].map((name) => api.addStage(name));
      const domain = new DomainName(stack, 'Domain', { domainName: HOST, certificate });
      if (prod === undefined || beta === undefined || dev === undefined) return;
      domain.addBasePathMapping(prod);
      domain.addRoutingRule('Dev', { priority: 20, stage: dev, headers: { 'x-release': '*' } });
      domain.addRoutingRule('Beta', {
        priority: 10,
        stage: beta,
        basePaths: ['orders'],
        headers: { 'x-release': 'beta*' },
        stripBasePath: true,
      });
    });
    expect(await send(HOST, '/orders/1')).toBe('200 prod /orders/1');
    expect(await send(HOST, '/orders/1', { 'x-release': 'beta-2' })).toMatch(/^200 beta /);
    expect(await send(HOST, '/pets', { 'x-release': 'beta-2' })).toBe('200 dev /pets');
  });

  test('is closed where it requires client certificates that are not known here', async () => {
    const send = await serve(({ stack, certificate }) => {
      const mutualTls = { bucket: Bucket.fromBucketName(stack, 'Bucket', 'trust'), key: 'authorities.pem' };
      echoApi(stack).addStage('prod').addDomainName('Domain', { domainName: HOST, certificate, mutualTls });
    });
    expect(await send(HOST, '/pets')).toBe(FORBIDDEN);
  });
});

describe('a PrivateDomainName, served locally', () => {
  const vpcEndpoints = { 'vpce-1': { vpcId: 'vpc-1' } };

  function addDomain({ stack, certificate }: Pets, endpointId?: string): void {
    const prod = echoApi(stack, { endpointType: 'PRIVATE', policy: openPolicy() }).addStage('prod');
    const domain = new PrivateDomainName(stack, 'Domain', { domainName: HOST, certificate });
    domain.addBasePathMapping(prod, { basePath: 'v1' });
    if (endpointId !== undefined) {
      domain.grantInvokeFromVpcEndpointsOnly([CfnVPCEndpoint.fromVpcEndpointId(stack, 'Endpoint', endpointId)]);
    }
  }

  test.each<[policy: string, endpointId: string | undefined, response: RegExp]>([
    ['that allows its VPC endpoint', 'vpce-1', /^200 prod \/v1\/pets$/],
    ['that allows another VPC endpoint', 'vpce-2', /^403 .*not authorized/],
    ['without statements', undefined, /^403 {"message":"Forbidden"}$/],
  ])('with a policy %s', async (_policy, endpointId, response) => {
    const send = await serve((made) => addDomain(made, endpointId), { vpcEndpoints });
    expect(await send(HOST, '/v1/pets')).toMatch(response);
  });
});

test('a mapping to a domain of another stack is served locally', async () => {
  const { app, stack, certificate } = pets();
  const domain = new DomainName(stack, 'Domain', { domainName: HOST, certificate });
  const other = new Stack(app, 'Other', { env: { region: 'eu-west-1' } });
  new BasePathMapping(other, 'Mapping', { domain, stage: echoApi(other).addStage('prod'), basePath: 'v1' });
  gateway = await LocalGateway.fromStack(other, { api: 'Other/EchoApi' });
  const response = await gateway.fetch(`https://${HOST}/v1/pets`);
  expect([response.status, await response.text()]).toEqual([200, 'prod /v1/pets']);
});

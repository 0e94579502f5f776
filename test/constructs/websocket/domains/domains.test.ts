import type { Stack } from 'aws-cdk-lib';
import { WebSocketApi as AwsWebSocketApi, WebSocketStage as AwsWebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterEach, describe, expect, test } from 'vitest';
import {
  DomainName,
  HttpApi,
  HttpUrlIntegration,
  WebSocketApi,
  WebSocketMock,
  type DomainNameProps,
  type WebSocketStage,
  type WebSocketStageDomainProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { shakeHands } from '../../../runtime/websocket/client.js';
import { pets, type Pets } from '../../rest/domains/pets.js';
import { resourceOf, resourcesOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

const HOST = 'chat.example.com';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

function chatStage(stack: Stack, name = 'prod', id = 'Chat'): WebSocketStage {
  return new WebSocketApi(stack, id, { connect: new WebSocketMock(), default: new WebSocketMock() }).addStage(name);
}

function templateWith(build: (made: Pets) => void): SynthesizedTemplate {
  const made = pets();
  build(made);
  return templateOf(made.app, made.stack);
}

const domainOf = ({ stack, certificate }: Pets, props: Partial<DomainNameProps> = {}): DomainName =>
  new DomainName(stack, 'Domain', { domainName: HOST, certificate, ...props });

describe('a DomainName of WebSocket APIs', () => {
  test('is mapped by an API mapping, with the URLs of clients and of backends', () => {
    const template = templateWith((made) => {
      const domain = domainOf(made);
      const mapping = domain.addBasePathMapping(chatStage(made.stack), { basePath: 'v1' });
      expect(mapping.url).toMatch(/^wss:\/\/.*\/v1$/);
      expect(mapping.callbackUrl).toMatch(/^https:\/\/.*\/v1$/);
      const other = domain.addBasePathMapping(chatStage(made.stack, 'beta', 'Other'));
      expect(other.url).toMatch(/^wss:\/\/[^/]+$/);
    });
    const [mapping] = resourcesOf(template, 'AWS::ApiGatewayV2::ApiMapping');
    expect(mapping?.Properties).toEqual({
      ApiId: { Ref: resourcesOf(template, 'AWS::ApiGatewayV2::Api')[0]?.id },
      Stage: { Ref: resourcesOf(template, 'AWS::ApiGatewayV2::Stage')[0]?.id },
      DomainName: { Ref: resourceOf(template, 'AWS::ApiGateway::DomainName').id },
      ApiMappingKey: 'v1',
    });
  });

  test('is added to a stage, with its record in Route 53', () => {
    const template = templateWith(({ stack, certificate, zone }) => {
      chatStage(stack).addDomainName('Domain', { domainName: HOST, certificate }).addAliasRecord(zone);
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).not.toHaveProperty('ApiMappingKey');
    expect(resourcesOf(template, 'AWS::Route53::RecordSet')).toHaveLength(1);
  });

  test('leads to a stage of aws-apigatewayv2 too', () => {
    const template = templateWith((made) => {
      const webSocketApi = new AwsWebSocketApi(made.stack, 'Aws');
      const stage = new AwsWebSocketStage(made.stack, 'Foreign', { webSocketApi, stageName: 'dev' });
      expect(domainOf(made).addBasePathMapping(stage).url).toMatch(/^wss:/);
    });
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  });

  test('is served locally by its base path', async () => {
    const made = pets();
    domainOf(made).addBasePathMapping(chatStage(made.stack), { basePath: 'v1' });
    gateway = await LocalGateway.fromStack(made.stack, { api: 'Stack/Chat' });
    expect(gateway.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { origin } = new URL((await gateway.listen()).url.replace(/^ws/, 'http'));
    expect((await shakeHands(`${origin}/v1`, { host: HOST })).status).toBe(101);
    expect((await shakeHands(`${origin}/v2`, { host: HOST })).status).toBe(403);
  });

  const http = ({ stack }: Pets): ReturnType<HttpApi['addStage']> => {
    const api = new HttpApi(stack, 'Http');
    api.get('/', new HttpUrlIntegration('https://example.com'));
    return api.addStage('prod');
  };

  test.each<[name: string, code: string, map: (made: Pets) => unknown]>([
    [
      'a base path of several levels',
      'domain-not-for-websocket',
      (made) => domainOf(made).addBasePathMapping(chatStage(made.stack), { basePath: 'chat/v1' }),
    ],
    [
      'a stage in the path',
      'domain-not-for-websocket',
      (made) => domainOf(made).addBasePathMapping(chatStage(made.stack), { stageInPath: true }),
    ],
    [
      'TLS 1.0',
      'domain-not-for-websocket',
      ({ stack, certificate }) =>
        chatStage(stack).addDomainName('Domain', { domainName: HOST, certificate, securityPolicy: 'TLS_1_0' }),
    ],
    [
      'an EDGE domain',
      'domain-not-for-websocket',
      ({ stack }) =>
        chatStage(stack).addDomainName('Domain', {
          domainName: HOST,
          certificate: pets('us-east-1').certificate,
          endpointType: 'EDGE',
        } as WebSocketStageDomainProps),
    ],
    [
      'mutual TLS',
      'domain-not-for-websocket',
      (made) => {
        const bucket = Bucket.fromBucketName(made.stack, 'Bucket', 'trust');
        domainOf(made, { mutualTls: { bucket, key: 'authorities.pem' } }).addBasePathMapping(chatStage(made.stack));
      },
    ],
    [
      'a REST API on the same domain',
      'domain-shared',
      (made) => {
        const domain = domainOf(made);
        domain.addBasePathMapping(made.prod, { basePath: 'pets' });
        domain.addBasePathMapping(chatStage(made.stack), { basePath: 'chat' });
      },
    ],
    [
      'an HTTP API on the same domain',
      'domain-shared',
      (made) => {
        const domain = domainOf(made);
        domain.addBasePathMapping(chatStage(made.stack), { basePath: 'chat' });
        domain.addBasePathMapping(http(made), { basePath: 'pets' });
      },
    ],
    [
      'a base path that is mapped already',
      'base-path-taken',
      (made) => {
        const domain = domainOf(made);
        domain.addBasePathMapping(chatStage(made.stack));
        domain.addBasePathMapping(chatStage(made.stack, 'beta', 'Other'));
      },
    ],
  ])('refuses %s with %s', (_name, code, map) => {
    expect(() => map(pets())).toThrow(expect.objectContaining({ code }) as Error);
  });
});

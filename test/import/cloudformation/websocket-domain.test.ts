import { describe, expect, test } from 'vitest';
import { readChat, resource, type Properties } from './websocket-template.js';

const DomainName = 'chat.example.com';

const domain = (properties: Properties = {}): Properties => ({
  Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName, ...properties } },
});

const mapping = (properties: Properties = {}): Properties => ({
  Mapping: resource('ApiMapping', { DomainName: { Ref: 'Domain' }, Stage: 'prod', ...properties }),
});

const pets = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Pets', ProtocolType: 'HTTP' } };

describe('a domain name of a WebSocket API', () => {
  test.each<[what: string, resources: Properties, ...findings: string[]]>([
    ['and a key', { ...domain(), ...mapping({ ApiMappingKey: 'v1' }) }],
    [
      'and another WebSocket API',
      {
        ...{ ...domain(), ...mapping() },
        Other: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: { ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.a' },
        },
        Second: resource('ApiMapping', { ApiId: { Ref: 'Other' }, DomainName, ApiMappingKey: 'other' }),
      },
    ],
    [
      'and a key with a slash',
      { ...domain(), ...mapping({ ApiMappingKey: 'chat/v1' }) },
      'error invalid-value Mapping ApiMappingKey',
    ],
    [
      'and an HTTP API',
      {
        ...{ ...domain(), ...mapping(), Pets: pets },
        Second: resource('ApiMapping', { ApiId: { Ref: 'Pets' }, DomainName, ApiMappingKey: 'pets' }),
      },
      'error invalid-value Mapping DomainName',
    ],
    [
      'and a REST API',
      {
        ...{ ...domain(), ...mapping() },
        Rest: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Rest' } },
        Base: {
          Type: 'AWS::ApiGateway::BasePathMapping',
          Properties: { DomainName: { Ref: 'Domain' }, RestApiId: { Ref: 'Rest' }, BasePath: 'rest' },
        },
      },
      'error invalid-value Mapping DomainName',
    ],
    [
      'and mutual TLS',
      { ...domain({ MutualTlsAuthentication: { TruststoreUri: 's3://bucket/trust.pem' } }), ...mapping() },
      'error invalid-value Mapping DomainName',
    ],
  ])('%s', (_what, resources, ...findings) => {
    expect(readChat(resources).findings).toEqual(findings);
  });
});

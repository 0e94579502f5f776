import { describe, expect, test } from 'vitest';

import { expand, httpApi, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const NAMED = { DomainName: 'api.example.com', CertificateArn: 'arn:cert' };

function http(domain: JsonMap): Expanded {
  return expand({ Api: httpApi({ Domain: { ...NAMED, ...domain } }) });
}

describe('Domain of an HTTP API', () => {
  test('is a domain name with its mappings', () => {
    const expanded = http({ BasePath: ['/v1/', 'a-b'], SecurityPolicy: 'TLS_1_2' });
    expect(expanded.only('AWS::ApiGatewayV2::DomainName')).toEqual({
      DomainName: 'api.example.com',
      DomainNameConfigurations: [{ CertificateArn: 'arn:cert', EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
      Tags: { 'httpapi:createdBy': 'SAM' },
    });
    expect(expanded.get('Apiv1ApiMapping').Properties).toMatchObject({
      ApiId: { Ref: 'Api' },
      Stage: { Ref: 'ApiApiGatewayDefaultStage' },
      ApiMappingKey: 'v1',
    });
    expect(expanded.get('ApiabApiMapping').Properties.ApiMappingKey).toBe('a-b');
  });

  test.each<JsonMap>([{ EndpointConfiguration: 'EDGE' }, { BasePath: 'a b' }, { DomainName: null }])(
    '%j is refused',
    (domain) => {
      expect(http(domain).diagnostics).toMatchObject([{ code: 'invalid-value', place: { element: 'Api' } }]);
    },
  );
});

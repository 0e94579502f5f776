import type { Stack } from 'aws-cdk-lib';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { DomainName, HttpApi, HttpLambdaIntegration, type HttpStage } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { pets, type Pets } from '../../rest/domains/pets.js';
import { inlineFunction, resourceOf, resourcesOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

const HOST = 'api.example.com';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** An HTTP API that responds with the path that its function sees. */
function echoStage(stack: Stack, name = '$default', id = 'Echo'): HttpStage {
  const api = new HttpApi(stack, id);
  const handler = inlineFunction(stack, `${id}Handler`, `exports.handler = async ({ rawPath }) => '${id} ' + rawPath`);
  api.any('/{proxy+}', new HttpLambdaIntegration(handler));
  return api.addStage(name);
}

function templateWith(build: (made: Pets) => void): SynthesizedTemplate {
  const made = pets();
  build(made);
  return templateOf(made.app, made.stack);
}

describe('a DomainName of HTTP APIs', () => {
  test('is mapped by an API mapping, whose URL has the base path', () => {
    const template = templateWith(({ stack, certificate, prod }) => {
      const domain = new DomainName(stack, 'Domain', { domainName: HOST, certificate });
      domain.addBasePathMapping(prod);
      expect(domain.addBasePathMapping(echoStage(stack, 'beta'), { basePath: 'echo' }).url).toMatch(/\/echo\/$/);
    });
    expect(resourcesOf(template, 'AWS::ApiGateway::BasePathMapping')).toHaveLength(1);
    expect(resourceOf(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).toEqual({
      ApiId: { Ref: resourceOf(template, 'AWS::ApiGatewayV2::Api').id },
      Stage: { Ref: resourceOf(template, 'AWS::ApiGatewayV2::Stage').id },
      DomainName: { Ref: resourceOf(template, 'AWS::ApiGateway::DomainName').id },
      ApiMappingKey: 'echo',
    });
  });

  test('is added to a stage, with its record in Route 53', () => {
    const template = templateWith(({ stack, certificate, zone }) => {
      echoStage(stack).addDomainName('Domain', { domainName: HOST, certificate }).addAliasRecord(zone);
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::ApiMapping').Properties).not.toHaveProperty('ApiMappingKey');
    expect(resourcesOf(template, 'AWS::Route53::RecordSet')).toHaveLength(1);
  });

  test('is a target of route53-targets', () => {
    const template = templateWith(({ stack, certificate, zone }) => {
      const domain = echoStage(stack).addDomainName('Domain', { domainName: HOST, certificate });
      const target = new ApiGatewayv2DomainProperties(
        domain.domainNameAliasDomainName,
        domain.domainNameAliasHostedZoneId,
      );
      new ARecord(stack, 'Record', { zone, target: RecordTarget.fromAlias(target) });
    });
    expect(resourceOf(template, 'AWS::Route53::RecordSet').Properties.AliasTarget).toMatchObject({
      DNSName: { 'Fn::GetAtt': [resourceOf(template, 'AWS::ApiGateway::DomainName').id, 'RegionalDomainName'] },
    });
  });

  test('asks for client certificates, and warns of the default endpoint that does not', () => {
    const made = pets();
    const bucket = Bucket.fromBucketName(made.stack, 'Bucket', 'trust');
    const mutualTls = { bucket, key: 'authorities.pem' };
    const { certificate } = made;
    const domain = echoStage(made.stack).addDomainName('Domain', { domainName: HOST, certificate, mutualTls });
    const template = templateOf(made.app, made.stack);
    expect(resourceOf(template, 'AWS::ApiGateway::DomainName').Properties.MutualTlsAuthentication).toEqual({
      TruststoreUri: 's3://trust/authorities.pem',
    });
    expect(domain.node.metadata.map(({ data }) => String(data)).join()).toContain('mutual-tls-bypassed');
  });

  test.each<[basePath: string, stage: string, response: string]>([
    ['echo', '$default', '200 Echo /pets'],
    ['shop/v1', 'beta', '200 Echo /beta/pets'],
  ])('is served locally by the base path %s to %s', async (basePath, stage, response) => {
    const made = pets();
    const domain = new DomainName(made.stack, 'Domain', { domainName: HOST, certificate: made.certificate });
    domain.addBasePathMapping(echoStage(made.stack, stage), { basePath });
    gateway = await LocalGateway.fromStack(made.stack, { api: 'Stack/Echo' });
    const served = await gateway.fetch(`https://${HOST}/${basePath}/pets`);
    expect(`${served.status} ${await served.text()}`).toBe(response);
  });

  test.each<[name: string, map: (made: Pets) => unknown]>([
    [
      'an EDGE domain',
      ({ stack }) =>
        echoStage(stack).addDomainName('Domain', {
          domainName: HOST,
          certificate: pets('us-east-1').certificate,
          endpointType: 'EDGE',
        }),
    ],
    [
      'TLS 1.0',
      ({ stack, certificate }) =>
        echoStage(stack).addDomainName('Domain', { domainName: HOST, certificate, securityPolicy: 'TLS_1_0' }),
    ],
    [
      'a stage in the path',
      ({ stack, certificate }) =>
        new DomainName(stack, 'Domain', { domainName: HOST, certificate }).addBasePathMapping(echoStage(stack), {
          stageInPath: true,
        }),
    ],
  ])('throws domain-not-for-http for %s', (_name, map) => {
    expect(() => map(pets())).toThrow(expect.objectContaining({ code: 'domain-not-for-http' }) as Error);
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, type OverrideDocument } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, inlineFunction, resourceOf, synthesize } from '../../synthesize.js';

const OK = new MockIntegration({ responses: [{ statusCode: 200 }] });

const needKey: OverrideDocument = (document) => {
  const get = document.paths['/pets']?.get;
  if (get !== undefined) get['x-api-key'] = true;
  return {
    ...document,
    paths: { ...document.paths, '/pets': { ...document.paths['/pets'], get: { ...get, security: [{ api_key: [] }] } } },
    components: { securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
  };
};

function withOverrides(...overrides: readonly OverrideDocument[]): ReturnType<typeof synthesize> {
  return synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    overrides.forEach((override) => api.override(override));
    api.get('/pets', OK);
  });
}

describe('applyOverrides()', () => {
  test('changes the document in order, with methods that are added later', () => {
    const template = withOverrides(
      (document) => ({ ...document, 'x-order': ['first', Object.keys(document.paths)] }),
      (document) => ({ ...document, 'x-order': [...(document['x-order'] as unknown[]), 'second'] }),
    );
    expect(bodyOf(template)['x-order']).toEqual(['first', ['/pets'], 'second']);
  });

  test('gives each override a copy of its own', () => {
    const seen: unknown[] = [];
    withOverrides((document) => {
      seen.push(document.paths['/pets']?.get?.summary);
      const get = document.paths['/pets']?.get;
      if (get !== undefined) get.summary = 'changed';
      return document;
    });
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });

  test('merges members into the document: null takes one away, a list replaces the list', () => {
    const body = bodyOf(
      withOverrides(
        { info: { contact: { name: 'Shop' } }, 'x-order': [1, 2] },
        { 'x-order': [3], paths: { '/pets': { get: { deprecated: true, responses: null } } } },
      ),
    );
    expect(body.info).toEqual({ title: 'Pets', version: '1.0', contact: { name: 'Shop' } });
    expect(body['x-order']).toEqual([3]);
    const operation = (body.paths as Record<string, Record<string, object>>)['/pets']?.get;
    expect(operation).toMatchObject({ deprecated: true, 'x-amazon-apigateway-integration': { type: 'mock' } });
    expect(operation).not.toHaveProperty('responses');
  });

  test('merges tokens as values', () => {
    const body = bodyOf(
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/pets', OK);
        api.override({
          info: { 'x-partition': stack.partition, 'x-region': { at: stack.resolve(stack.region) as unknown } },
        });
      }),
    );
    expect(body.info).toMatchObject({
      'x-partition': { Ref: 'AWS::Partition' },
      'x-region': { at: { Ref: 'AWS::Region' } },
    });
  });

  test('keeps tokens of what it adds', () => {
    const body = bodyOf(
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/pets', OK);
        const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
        api.override((document) => ({
          ...document,
          info: { ...(document.info as object), description: `by ${role.roleArn}` },
        }));
      }),
    );
    expect(body.info).toMatchObject({
      description: { 'Fn::Sub': expect.stringMatching(/^by \$\{Role\w+\.Arn\}$/) as string },
    });
  });

  test('is what the local gateway serves', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.override(needKey);
    api.get('/pets', OK);
    const gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch('/pets')).status).toBe(403);
    await gateway.close();
  });

  test('is part of what is deployed', () => {
    const id = (...overrides: readonly OverrideDocument[]): string =>
      resourceOf(withOverrides(...overrides), 'AWS::ApiGateway::Deployment').id;
    expect(id(needKey)).not.toBe(id());
    expect(id(needKey)).toBe(id(needKey));
    expect(id((document) => document)).toBe(id());
  });

  test('is checked as the rest is', () => {
    expect(() =>
      withOverrides((document) => ({ ...document, paths: { ...document.paths, '/a/{x}': {}, '/a/{y}': {} } })),
    ).toThrow('path-invalid');
  });

  test('is searched for circles', () => {
    expect(() =>
      synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        api.get('/pets', OK);
        const handler = inlineFunction(stack, 'Handler');
        handler.addEnvironment('URL', api.url);
        api.override((document) => ({
          ...document,
          info: { ...(document.info as object), description: handler.functionArn },
        }));
      }),
    ).toThrow('Cannot deploy Stack/Pets: its definition refers to Stack/Handler, which refers back to the API');
  });

  test('has to return a document', () => {
    expect(() => withOverrides((() => undefined) as never)).toThrow(
      'An override returned undefined instead of a document',
    );
  });
});

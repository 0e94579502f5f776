import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../../lib/import/cloudformation/template.js';
import {
  CacheSize,
  MockIntegration,
  RestApi,
  type CacheInvalidationProps,
  type MethodProps,
} from '../../../../lib/index.js';
import type { Json } from '../../../../lib/model/index.js';
import { resourceOf, resourcesOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

function withInvalidation(
  invalidation: CacheInvalidationProps,
  method: MethodProps<'/pets/{petId}'> = { cache: {} },
): SynthesizedTemplate {
  return synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    api.addStage('prod', { cache: { size: CacheSize.GB_0_5, invalidation } });
    // Later than the stage: what is called knows it nevertheless.
    api.get('/pets/{petId}', new MockIntegration(), method);
    api.get('/health', new MockIntegration());
  });
}

/** The operations of the call that a custom resource makes at an event. */
function operationsAt(template: SynthesizedTemplate, event: 'Create' | 'Update' | 'Delete'): readonly string[] {
  const { [event]: call } = resourceOf(template, 'Custom::AWS').Properties;
  const [, parts] = (call as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : '-')).join('');
  const { parameters } = JSON.parse(text) as {
    readonly parameters: { readonly patchOperations: readonly { readonly path: string; readonly value: string }[] };
  };
  return parameters.patchOperations.map(({ path, value }) => `${path} ${value}`);
}

const OPEN: CacheInvalidationProps = { requireAuthorizationForCacheControl: false, via: 'custom-resource' };

describe('StageCacheProps.invalidation', () => {
  test('throws needs-sluice-deploy unless it is said how it gets to the stage', () => {
    expect(() => withInvalidation({ requireAuthorizationForCacheControl: false })).toThrow(
      expect.objectContaining({ code: 'needs-sluice-deploy' }) as Error,
    );
  });

  test('is set for all methods and for each cached one, and back when it is taken away', () => {
    const template = withInvalidation(OPEN);
    const operations = (authorized: boolean): readonly string[] =>
      ['/*/*', '/~1pets~1{petId}/GET'].flatMap((key) => [
        `${key}/caching/requireAuthorizationForCacheControl ${String(authorized)}`,
        `${key}/caching/unauthorizedCacheControlHeaderStrategy SUCCEED_WITH_RESPONSE_HEADER`,
      ]);
    expect(operationsAt(template, 'Create')).toEqual(operations(false));
    expect(operationsAt(template, 'Update')).toEqual(operations(false));
    expect(operationsAt(template, 'Delete')).toEqual(operations(true));
  });

  test('may patch this stage only', () => {
    const [policy] = resourcesOf(withInvalidation(OPEN), 'AWS::IAM::Policy');
    const { Statement } = policy?.Properties.PolicyDocument as { readonly Statement: readonly unknown[] };
    expect(Statement).toEqual([
      { Action: 'apigateway:PATCH', Effect: 'Allow', Resource: expect.anything() as unknown },
    ]);
    expect(JSON.stringify(Statement)).toMatch(/\/restapis\/.*\/stages\/.*PetsStageprod/);
  });

  test('is set again when other settings of a method change, which may reset it', () => {
    const trigger = (method?: MethodProps<'/pets/{petId}'>): unknown =>
      resourceOf(withInvalidation(OPEN, method), 'Custom::AWS').Properties.MethodSettings;
    expect(trigger()).toBe(trigger());
    expect(trigger({ cache: {}, metrics: true })).not.toBe(trigger());
  });

  test('is read back from the template', () => {
    const template = withInvalidation({
      unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
      via: 'custom-resource',
    });
    const { collection, diagnostics } = readTemplate(template as unknown as Json);
    const [api] = collection.apis;
    const caching = {
      requireAuthorizationForCacheControl: true,
      unauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403',
    };
    expect(api?.protocol === 'REST' && api.stages[0]?.methodSettings).toEqual([
      { path: '*', httpMethod: '*', caching: { enabled: false, ...caching } },
      { path: '/pets/{petId}', httpMethod: 'GET', caching: { enabled: true, ...caching } },
    ]);
    expect(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual([
      'function-unavailable',
    ]);
  });
});

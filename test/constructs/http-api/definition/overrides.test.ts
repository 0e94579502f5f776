import { App, Aspects, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpApi, HttpLambdaIntegration } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, templateOf, type OpenApiBody } from '../../synthesize.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

interface Pets {
  readonly app: App;
  readonly stack: Stack;
  readonly api: HttpApi;
  readonly resource: CfnApi;
}

function pets(): Pets {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new HttpApi(stack, 'Pets');
  const integration = new HttpLambdaIntegration(inlineFunction(stack, 'List', 'exports.handler = async () => "pets"'));
  api.get('/pets', integration);
  api.get('/dogs', integration);
  return { app, stack, api, resource: api.node.defaultChild as CfnApi };
}

async function statusOf({ stack }: Pets, path: string): Promise<number> {
  const gateway = await LocalGateway.fromStack(stack);
  open.push(gateway);
  return (await gateway.fetch(path)).status;
}

const bodyOf = ({ app, stack }: Pets): OpenApiBody =>
  resourceOf(templateOf(app, stack), 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;

describe('an escape hatch on an HTTP API', () => {
  test.each<[what: string, change: (pets: Pets) => void, path: string, status: number]>([
    ['a removed path', ({ resource }) => resource.addPropertyDeletionOverride('Body.paths./dogs'), '/dogs', 404],
    [
      'an aspect that removes a path',
      ({ stack }) =>
        Aspects.of(stack).add({
          visit: (node) => {
            if (node instanceof CfnApi) node.addPropertyDeletionOverride('Body.paths./dogs');
          },
        }),
      '/dogs',
      404,
    ],
    [
      'an override of the document',
      ({ api }) =>
        api.override(({ paths, ...document }) => ({ ...document, paths: { ...paths, '/cats': paths['/pets'] ?? {} } })),
      '/cats',
      200,
    ],
  ])('%s is served and read back', async (_what, change, path, status) => {
    const changed = pets();
    change(changed);
    expect(await statusOf(changed, path)).toBe(status);
    const served = changed.api.toModel().routes.some(({ routeKey }) => 'path' in routeKey && routeKey.path === path);
    expect(served).toBe(status === 200);
  });

  test('an override of the document sees routes that are added later', () => {
    const changed = pets();
    changed.api.override((document) => ({ ...document, 'x-paths': Object.keys(document.paths) }));
    changed.api.get('/cats', new HttpLambdaIntegration(inlineFunction(changed.stack, 'Cats')));
    expect(bodyOf(changed)['x-paths']).toEqual(['/pets', '/dogs', '/cats']);
  });

  test.each<[what: string, change: (pets: Pets) => void, message: RegExp]>([
    [
      'a definition that only deployment knows',
      ({ stack, resource }) => (resource.body = new CfnParameter(stack, 'Definition').valueAsString),
      /api-overridden/,
    ],
    [
      'a document that has no paths',
      ({ resource }) => resource.addPropertyOverride('Body.paths', 'none'),
      /api-overridden/,
    ],
  ])('%s stops the synthesis', (_what, change, message) => {
    const changed = pets();
    change(changed);
    expect(() => changed.app.synth()).toThrow(message);
  });

  test('findings of rules stop the synthesis', () => {
    const { app, api, stack } = pets();
    api.get('/pets', new HttpLambdaIntegration(inlineFunction(stack, 'Twice')));
    expect(() => app.synth()).toThrow(/^(?!.*not-representable).*duplicate-route/s);
  });
});

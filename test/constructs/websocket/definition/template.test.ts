import { App, Aspects, Stack } from 'aws-cdk-lib';
import { CfnRouteResponse } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { WebSocketApi } from '../../../../lib/index.js';
import { readTemplate } from '../../../../lib/import/cloudformation/template.js';
import { normalize, type Api, type NormalizedApi } from '../../../../lib/model/index.js';
import { everyWebSocketFeature } from '../../../support/every-websocket-feature.js';
import { expectGolden, goldenJson } from '../../../support/golden.js';
import { inlineFunction, resourcesOf, synthesize, templateOf } from '../../synthesize.js';
import { invoke, mock } from '../plain-integration.js';

describe('the template of a WebSocket API', () => {
  test('has every part of its definition as a resource', () => {
    const template = synthesize((stack) => void everyWebSocketFeature(stack));
    expectGolden(
      'constructs-chat',
      'template.json',
      goldenJson({ Resources: template.Resources, Outputs: template.Outputs }),
    );
  });

  test('reads back as it was declared', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = everyWebSocketFeature(stack);
    const { collection, diagnostics } = readTemplate(
      templateOf(app, stack) as unknown as Parameters<typeof readTemplate>[0],
    );
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(collection.apis.map(comparable)).toEqual([comparable(api.toModel())]);
  });

  test('is read back with what an aspect changes of a part', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new WebSocketApi(stack, 'Chat', { default: { integration: mock(), respond: true } });
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CfnRouteResponse) node.modelSelectionExpression = '${integration.response.statuscode}';
      },
    });
    app.synth();
    expect(api.toModel().routes[0]?.responses).toEqual([
      expect.objectContaining({ modelSelectionExpression: expect.objectContaining({ kind: 'expression' }) as object }),
    ]);
  });

  test('keeps routes and their responses where they are when others come before them', () => {
    const ids = (keys: readonly string[]): readonly string[] => {
      const template = synthesize((stack) => {
        const api = new WebSocketApi(stack, 'Chat');
        const integration = invoke(inlineFunction(stack, 'Handler'));
        for (const key of keys) api.addRoute(key, integration, { respond: true });
      });
      return ['Route', 'RouteResponse'].flatMap((type) =>
        resourcesOf(template, `AWS::ApiGatewayV2::${type}`).map(({ id }) => id),
      );
    };
    expect(ids(['a', 'b', 'c'])).toEqual(expect.arrayContaining([...ids(['c'])]));
  });

  test('does not come to be when a function waits for a stage of its own API', () => {
    const build = (stack: Stack): void => {
      const handler = inlineFunction(stack, 'Send');
      const api = new WebSocketApi(stack, 'Chat', { default: invoke(handler) });
      handler.addEnvironment('STAGE', api.addStage('prod').stageName);
    };
    expect(() => synthesize(build)).toThrow(expect.objectContaining({ code: 'api-function-cycle' }) as Error);
  });

  test('permits a function for messages of one route', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'Send');
      const api = new WebSocketApi(stack, 'Chat');
      api.addRoute('send', {
        bind: (route) => {
          route.allowInvoke(handler, { routeKey: route.routeKey });
          return mock().bind(route);
        },
      });
    });
    const [permission] = resourcesOf(template, 'AWS::Lambda::Permission');
    expect(JSON.stringify(permission?.Properties.SourceArn)).toContain('"/*/send"');
  });
});

/** An API without what tells the one that was read from the one that was declared: its id, and tags, which act at once. */
function comparable(api: Api): unknown {
  const { id: _id, stages, tags: _tags, ...rest }: NormalizedApi = normalize(api);
  return { ...rest, stages: (stages as readonly object[]).map((stage) => ({ ...stage, tags: undefined })) };
}

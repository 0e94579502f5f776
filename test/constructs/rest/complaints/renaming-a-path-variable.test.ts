import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { LambdaIntegration, RestApi, type RestApiProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

const ECHO = 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event.pathParameters) })';

function pets(variable: 'petId' | 'id', props: RestApiProps = {}): { readonly app: App; readonly stack: Stack } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const integration = new LambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
  const api = new RestApi(stack, 'Pets', props);
  api.get(`/pets/{${variable}}`, integration);
  api.get(`/pets/{${variable}}/toys`, integration);
  return { app, stack };
}

/** The logical ids of what the first template has and the second has not or has otherwise, without deployments. */
function changed(before: SynthesizedTemplate, after: SynthesizedTemplate): readonly string[] {
  return Object.entries(before.Resources)
    .filter(([id, resource]) => JSON.stringify(resource) !== JSON.stringify(after.Resources[id]))
    .filter(([, { Type }]) => Type !== 'AWS::ApiGateway::Deployment' && Type !== 'AWS::ApiGateway::Stage')
    .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
}

describe('renaming a path variable', () => {
  test('updates the definition in place, and the stage serves the new name', async () => {
    const [before, after] = [pets('petId'), pets('id')];
    expect(changed(templateOf(before.app, before.stack), templateOf(after.app, after.stack))).toEqual(['Pets']);
    const gateway = await LocalGateway.fromStack(after.stack);
    open.push(gateway);
    expect(await (await gateway.fetch('/pets/7/toys')).json()).toEqual({ id: '7' });
  });

  // Another id would be a second variable under one parent, which API Gateway refuses for all of the deployment.
  test("keeps the variable's logical id with definition: 'resources', so that no second one is created beside it", () => {
    const props: RestApiProps = { definition: 'resources' };
    const [before, after] = [pets('petId', props), pets('id', props)].map(({ app, stack }) => templateOf(app, stack));
    if (before === undefined || after === undefined) throw new Error('not synthesized');
    expect(changed(before, after)).toContain('PetsDefinitionResourcespetsParam');
    const definition = ({ Resources }: SynthesizedTemplate): readonly string[] =>
      Object.keys(Resources).filter((id) => id.startsWith('PetsDefinition'));
    expect(definition(after)).toEqual(definition(before));
  });
});

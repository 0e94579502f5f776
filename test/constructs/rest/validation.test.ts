import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { HttpIntegration, MockIntegration, RestApi } from '../../../lib/index.js';
import { inlineFunction } from '../synthesize.js';

function pets(props = {}): { readonly app: App; readonly stack: Stack; readonly api: RestApi } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  return { app, stack, api: new RestApi(stack, 'Pets', props) };
}

describe('validateAtSynth()', () => {
  test('tells all errors at once, each with its place', () => {
    const { app, api } = pets();
    api.get('/pets/{id}', new MockIntegration());
    api.get('/pets/{id}', new MockIntegration());
    api.get('/pets/{petId}/toys', new MockIntegration(), { parameters: { 'path.toyId': true } as never });
    api.addStage('my stage');
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = String(error);
    }
    for (const finding of [
      'GET /pets/{id}: GET /pets/{id} is defined twice (duplicate-route)',
      '/pets/{petId}/toys: Cannot use the path /pets/{petId}/toys: "{petId}" stands where /pets/{id} has "{id}", and only one variable is allowed there (path-invalid)',
      'GET /pets/{petId}/toys  parameters path.toyId: Cannot take the path parameter "toyId": the path has petId (path-parameter-unknown)',
      'stage my stage: Cannot use "my stage" as a stage\'s name: it has to be 1 to 128 letters, digits, hyphens and underscores (invalid-value)',
    ]) {
      expect(message.split(finding)).toHaveLength(2);
    }
    expect(message).not.toContain('not-representable');
  });

  test('shows where in a template', () => {
    const { app, api } = pets();
    api.get('/', new MockIntegration({ requestTemplates: { 'application/json': '{\n  #if($a)\n}' } }));
    expect(() => app.synth()).toThrow(
      /GET \/ {2}requestTemplates\["application\/json"\]:\d+:\d+: Cannot parse mapping template: .*\n\d \| /,
    );
  });

  test('warns of a definition that nearly fills a template and refuses one that does', () => {
    const outcome = [700, 850, 1_050].map((kilobytes) => {
      const { app, stack, api } = pets();
      api.get('/', new MockIntegration());
      api.get('/described', new MockIntegration(), { description: 'x'.repeat(kilobytes * 1_000) });
      try {
        app.synth();
      } catch (error) {
        return String(error).includes('CloudFormation allows a whole template 1000000') ? 'refused' : String(error);
      }
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Cannot add much')).length;
    });
    expect(outcome).toEqual([0, 1, 'refused']);
  });

  test('leaves warnings and notes beside the construct', () => {
    const { stack, api } = pets({ cors: { allowOrigins: ['https://a', 'https://b'], allowCredentials: true } });
    api.get(
      '/',
      new HttpIntegration(`https://${new CfnParameter(stack, 'Host').valueAsString}/${Fn.importValue('Path')}`),
    );
    const annotations = Annotations.fromStack(stack);
    annotations.hasWarning(
      '/Stack/Pets',
      Match.stringLikeRegexp('cors: Cannot let pages read .* \\(cors-errors-unreadable\\)'),
    );
    annotations.hasInfo('/Stack/Pets', Match.stringLikeRegexp('Cannot tell when \\$\\{Stack/Host\\} changes'));
    annotations.hasInfo('/Stack/Pets', Match.stringLikeRegexp('Cannot tell when \\$\\{Fn::ImportValue\\} changes'));
  });

  test('has nothing to say of functions of other stacks, which the fingerprint sees', () => {
    const { app, stack, api } = pets();
    const handler = inlineFunction(new Stack(app, 'Functions'), 'Handler');
    api.get('/', new HttpIntegration(`https://${handler.functionName}/`));
    expect(Annotations.fromStack(stack).findInfo('*', Match.anyValue())).toEqual([]);
  });

  test('warns of an adjustable quota until it is raised', () => {
    const warnings = [{}, { resourcesPerApi: 400 }].map((quotas) => {
      const { stack, api } = pets({ quotas });
      for (let path = 0; path < 320; path++) api.get(`/p${path}`, new MockIntegration());
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('resources of an API": 321')).length;
    });
    expect(warnings).toEqual([1, 0]);
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { RestApi as AwsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ApiGatewayAccount, MockIntegration, RestApi } from '../../../../lib/index.js';
import { resourceOf, templateOf } from '../../synthesize.js';

function addApi(stack: Stack): void {
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration());
  api.addStage('prod', { logging: { level: 'INFO' } });
}

/** API Gateway refuses a stage that logs while the account has no role, so the first deployment of a stack may fail. */
describe('a stage created before the role', () => {
  test.each<[what: string, build: (stack: Stack) => void]>([
    [
      'asked for before the API',
      (stack) => {
        ApiGatewayAccount.ensure(stack);
        addApi(stack);
      },
    ],
    [
      'asked for after the API',
      (stack) => {
        addApi(stack);
        ApiGatewayAccount.ensure(stack);
      },
    ],
    [
      'made by an API of aws-apigateway',
      (stack) => {
        addApi(stack);
        new AwsRestApi(stack, 'Other', { cloudWatchRole: true, deploy: false }).root.addMethod('GET');
      },
    ],
  ])('waits for a role %s', (_, build) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    build(stack);
    const template = templateOf(app, stack);
    const account = resourceOf(template, 'AWS::ApiGateway::Account');
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').DependsOn).toContain(account.id);
  });

  test('waits for the stack of a role that stands in another one', () => {
    const app = new App();
    const [apis, base] = [new Stack(app, 'Apis'), new Stack(app, 'Base')];
    addApi(apis);
    ApiGatewayAccount.ensure(base);
    app.synth();
    expect(apis.dependencies).toEqual([base]);
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RestApi as AwsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ApiGatewayAccount, MockIntegration, RestApi } from '../../../../lib/index.js';
import { resourcesOf, templateOf } from '../../synthesize.js';

function addApi(stack: Stack, id: string): void {
  const api = new RestApi(stack, id, { defaults: { logging: { level: 'INFO' } } });
  api.get('/', new MockIntegration());
}

/** An account has one role for all APIs of a Region; elsewhere every API makes one, and the last deployed stack wins. */
describe('an account role that is overwritten', () => {
  test('APIs make none by themselves, and several stacks share the one that is asked for', () => {
    const app = new App();
    const stacks = ['Pets', 'Orders', 'Users'].map((id) => new Stack(app, id));
    for (const stack of stacks) {
      addApi(stack, 'Api');
      ApiGatewayAccount.ensure(stack);
    }
    const accounts = stacks.map((stack) => resourcesOf(templateOf(app, stack), 'AWS::ApiGateway::Account').length);
    expect(accounts).toEqual([1, 0, 0]);
  });

  test('a second setting, such as one of aws-apigateway, is named in a warning', () => {
    const stack = new Stack(new App(), 'Stack');
    addApi(stack, 'Api');
    ApiGatewayAccount.ensure(stack);
    new AwsRestApi(stack, 'Other', { cloudWatchRole: true }).root.addMethod('GET');
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Api/Stage-prod/Resource',
      Match.stringLikeRegexp('Stack/ApiGatewayAccount/Resource and Stack/Other/Account each set the account.s role'),
    );
  });
});

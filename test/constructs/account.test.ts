import { App, NestedStack, Stack, Stage as CdkStage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnAccount, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { ApiGatewayAccount, MockIntegration, RestApi, type StageProps } from '../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from './synthesize.js';

function accountsOf(app: App): readonly string[] {
  return app.node
    .findAll()
    .filter((construct) => CfnAccount.isCfnAccount(construct))
    .map(({ node }) => node.path);
}

function addApi(stack: Stack, stage: StageProps = { logging: { level: 'INFO' } }): void {
  const api = new RestApi(stack, 'Pets');
  api.get('/', new MockIntegration());
  api.addStage('prod', stage);
}

function warningsOf(stack: Stack): readonly string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => entry.data as string);
}

describe('ApiGatewayAccount.ensure()', () => {
  test('makes a role and the setting, both kept when the stack goes', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { cloudWatchRole } = ApiGatewayAccount.ensure(stack);
    expect(cloudWatchRole).toBeInstanceOf(Role);
    const template = templateOf(app, stack);
    const role = resourceOf(template, 'AWS::IAM::Role');
    expect(JSON.stringify(role.Properties.ManagedPolicyArns)).toContain('AmazonAPIGatewayPushToCloudWatchLogs');
    expect(resourceOf(template, 'AWS::ApiGateway::Account')).toMatchObject({
      Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': [role.id, 'Arn'] } },
      DependsOn: [role.id],
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(role.DeletionPolicy).toBe('Retain');
  });

  test('makes one for an account and Region, in the outermost stack, and one in each stage of the CDK', () => {
    const app = new App();
    const ireland = { env: { account: '123456789012', region: 'eu-west-1' } };
    const [first, second] = [new Stack(app, 'First', ireland), new Stack(app, 'Second', ireland)];
    const made = ApiGatewayAccount.ensure(new NestedStack(first, 'Nested'));
    expect(ApiGatewayAccount.ensure(second)).toBe(made);
    ApiGatewayAccount.ensure(new Stack(app, 'Ohio', { env: { ...ireland.env, region: 'us-east-2' } }));
    ApiGatewayAccount.ensure(new Stack(new CdkStage(app, 'Beta'), 'First', ireland));
    expect(accountsOf(app)).toEqual([
      'First/ApiGatewayAccount/Resource',
      'Ohio/ApiGatewayAccount/Resource',
      'Beta/First/ApiGatewayAccount/Resource',
    ]);
  });

  test('takes a role of yours, and refuses another one later', () => {
    const stack = new Stack(new App(), 'Stack');
    const assumedBy = new ServicePrincipal('apigateway.amazonaws.com');
    const mine = new Role(stack, 'Mine', { assumedBy });
    const account = ApiGatewayAccount.ensure(stack, { cloudWatchRole: mine });
    expect(ApiGatewayAccount.ensure(stack, { cloudWatchRole: mine })).toBe(account);
    expect(ApiGatewayAccount.ensure(stack)).toBe(account);
    expect(() => ApiGatewayAccount.ensure(stack, { cloudWatchRole: new Role(stack, 'Other', { assumedBy }) })).toThrow(
      'Cannot let API Gateway write logs in the role Stack/Other: the account has the role Stack/Mine',
    );
  });
});

describe('a stage', () => {
  test.each<[what: string, stage: (stack: Stack) => StageProps, warned: boolean]>([
    ['an execution log', () => ({ logging: { level: 'ERROR' } }), true],
    ['an access log in a log group', (stack) => ({ accessLog: { logGroup: new LogGroup(stack, 'Log') } }), true],
    ['an execution log that is off', () => ({ logging: { level: 'OFF' } }), false],
    [
      'an access log in a Firehose stream',
      (stack) => ({
        accessLog: {
          deliveryStream: new CfnDeliveryStream(stack, 'Stream', { deliveryStreamName: 'amazon-apigateway-pets' }),
        },
      }),
      false,
    ],
    ['no log', () => ({}), false],
  ])('with %s and whether it is warned of a missing role', (_, stage, warned) => {
    const stack = new Stack(new App(), 'Stack');
    addApi(stack, stage(stack));
    const warnings = warningsOf(stack).filter((warning) => warning.includes('sluice:account-role-missing'));
    expect(warnings).toEqual(
      warned ? [expect.stringContaining('create it with ApiGatewayAccount.ensure(this)') as string] : [],
    );
  });

  test.each<[what: string, override: (stage: CfnStage) => void]>([
    ['an escape hatch', (stage) => stage.addPropertyOverride('MethodSettings.0.LoggingLevel', 'INFO')],
    [
      'a change of the L1 object',
      (stage) => (stage.accessLogSetting = { destinationArn: 'arn:aws:logs:eu-west-1:1:log-group:l', format: '' }),
    ],
  ])('is warned of a log that %s adds', (_, override) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { metrics: true } });
    api.get('/', new MockIntegration());
    override(api.addStage('prod').node.defaultChild as CfnStage);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('gives API Gateway no role') as string]);
  });

  test('is not warned with a role', () => {
    const stack = new Stack(new App(), 'Stack');
    addApi(stack);
    ApiGatewayAccount.ensure(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('of a nested stack waits for the role of the stack around it', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const nested = new NestedStack(stack, 'Apis');
    addApi(nested);
    ApiGatewayAccount.ensure(nested);
    const template = templateOf(app, stack);
    const account = resourceOf(template, 'AWS::ApiGateway::Account');
    expect(resourceOf(template, 'AWS::CloudFormation::Stack').DependsOn).toEqual([account.id]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('makes no account settings by itself', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    addApi(stack);
    expect(resourcesOf(templateOf(app, stack), 'AWS::ApiGateway::Account')).toEqual([]);
  });
});

import { App, SecretValue, Stack, Tags } from 'aws-cdk-lib';
import {
  ApiKey as AwsApiKey,
  RestApi as AwsRestApi,
  UsagePlan as AwsUsagePlan,
  MockIntegration as AwsMockIntegration,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { ApiKey, MockIntegration, Quota, RestApi, UsagePlan, type UsagePlanProps } from '../../../../lib/index.js';
import { resourceOf, resourcesOf, synthesize, templateOf } from '../../synthesize.js';

const refTo = (template: ReturnType<typeof synthesize>, type: string): unknown => ({
  Ref: resourceOf(template, type).id,
});

describe('Stage.addUsagePlan()', () => {
  test('makes a plan of the stage, with its limits and a key', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { apiKeyRequired: true } });
      api.get('/pets', new MockIntegration());
      const root = api.get('/', new MockIntegration());
      const pet = api.post('/pets/{petId}/', new MockIntegration());
      api
        .addStage('prod')
        .addUsagePlan('Basic', {
          usagePlanName: 'basic',
          description: 'For everybody',
          throttle: { rateLimit: 50, burstLimit: 100 },
          quota: Quota.perMonth(10_000, { offset: 5 }),
          methodThrottles: [
            { method: root, rateLimit: 0.5 },
            { method: pet, rateLimit: 1, burstLimit: 2 },
          ],
        })
        .addApiKey('Mobile');
    });
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlan').Properties).toEqual({
      UsagePlanName: 'basic',
      Description: 'For everybody',
      Throttle: { RateLimit: 50, BurstLimit: 100 },
      Quota: { Limit: 10_000, Period: 'MONTH', Offset: 5 },
      ApiStages: [
        {
          ApiId: refTo(template, 'AWS::ApiGateway::RestApi'),
          Stage: refTo(template, 'AWS::ApiGateway::Stage'),
          Throttle: { '//GET': { RateLimit: 0.5 }, '/pets/{petId}/POST': { RateLimit: 1, BurstLimit: 2 } },
        },
      ],
    });
    expect(resourceOf(template, 'AWS::ApiGateway::ApiKey').Properties).toEqual({ Enabled: true });
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlanKey').Properties).toEqual({
      KeyId: refTo(template, 'AWS::ApiGateway::ApiKey'),
      KeyType: 'API_KEY',
      UsagePlanId: refTo(template, 'AWS::ApiGateway::UsagePlan'),
    });
  });

  test('leaves everything out that is not said', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addStage('prod').addUsagePlan('Basic');
    });
    expect(Object.keys(resourceOf(template, 'AWS::ApiGateway::UsagePlan').Properties)).toEqual(['ApiStages']);
  });
});

describe('new UsagePlan()', () => {
  test('opens stages of several APIs, of aws-apigateway too', () => {
    const template = synthesize((stack) => {
      const plan = new UsagePlan(stack, 'Basic');
      for (const id of ['Pets', 'Orders']) {
        const api = new RestApi(stack, id);
        const get = api.get('/', new MockIntegration(), { apiKeyRequired: true });
        plan.addStage(api.addStage('prod'), { methodThrottles: [{ method: get, rateLimit: 1 }] });
      }
      const old = new AwsRestApi(stack, 'Old');
      const method = old.root.addResource('old').addMethod('GET', new AwsMockIntegration());
      plan.addStage(old.deploymentStage, { methodThrottles: [{ method, rateLimit: 1 }] });
    });
    const { ApiStages: stages } = resourceOf(template, 'AWS::ApiGateway::UsagePlan').Properties;
    const read = (stages as { ApiId: { Ref: string }; Throttle: object }[]).map(({ ApiId, Throttle }) => [
      ApiId.Ref,
      Object.keys(Throttle),
    ]);
    const apis = resourcesOf(template, 'AWS::ApiGateway::RestApi').map(({ id }) => id);
    expect(read).toEqual([
      [apis[0], ['//GET']],
      [apis[1], ['//GET']],
      [apis[2], ['/old/GET']],
    ]);
  });

  test('takes stages of another stack', () => {
    const app = new App();
    const apis = new Stack(app, 'Apis');
    const plans = new Stack(app, 'Plans');
    const api = new RestApi(apis, 'Pets');
    api.get('/', new MockIntegration(), { apiKeyRequired: true });
    new UsagePlan(plans, 'Basic', { stages: [{ stage: api.addStage('prod') }] }).addApiKey('Mobile');
    const { ApiStages: stages } = resourceOf(templateOf(app, plans), 'AWS::ApiGateway::UsagePlan').Properties;
    expect(JSON.stringify(stages)).toMatch(/Fn::ImportValue.*Fn::ImportValue/);
  });

  test('carries tags', () => {
    const template = synthesize((stack) => Tags.of(new UsagePlan(stack, 'Basic')).add('tier', 'free'));
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlan').Properties.Tags).toEqual([
      { Key: 'tier', Value: 'free' },
    ]);
  });

  test.each<[mistake: string, code: string, make: (stack: Stack) => void]>([
    ['a quota of no request', 'quota-invalid', () => Quota.perDay(0)],
    ['half a request', 'quota-invalid', () => Quota.perWeek(1.5)],
    ['a negative offset', 'quota-invalid', () => Quota.perWeek(10, { offset: -1 })],
    ['an offset of more than a week', 'quota-invalid', () => Quota.perWeek(10, { offset: 7 })],
    ['an offset of more than a month', 'quota-invalid', () => Quota.perMonth(100, { offset: 28 })],
    ['a negative rate', 'throttle-invalid', (stack) => new UsagePlan(stack, 'P', { throttle: { rateLimit: -1 } })],
    ['half a burst', 'throttle-invalid', (stack) => new UsagePlan(stack, 'P', { throttle: { burstLimit: 0.5 } })],
    ['an empty key', 'api-key-value-invalid', (stack) => new ApiKey(stack, 'Key', { value: '' })],
    ['a short key', 'api-key-value-invalid', (stack) => new ApiKey(stack, 'Key', { value: 'x'.repeat(19) })],
    [
      'a stage twice',
      'stage-already-in-plan',
      (stack) => {
        const stage = new RestApi(stack, 'Pets').addStage('prod');
        new UsagePlan(stack, 'P', { stages: [{ stage }, { stage }] });
      },
    ],
    [
      'a key twice',
      'api-key-already-in-plan',
      (stack) => {
        const plan = new UsagePlan(stack, 'P');
        const key = new ApiKey(stack, 'Key');
        plan.addApiKey(key);
        plan.addApiKey(key);
      },
    ],
    [
      'a method of another API',
      'method-of-another-api',
      (stack) => {
        const method = new RestApi(stack, 'Orders').get('/', new MockIntegration());
        new RestApi(stack, 'Pets').addStage('prod').addUsagePlan('P', { methodThrottles: [{ method, rateLimit: 1 }] });
      },
    ],
  ])('refuses %s: %s', (_mistake, code, make) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => make(stack)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('warns of more method throttles than the quota allows', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    const methodThrottles = Array.from({ length: 21 }, (_, index) => ({
      method: api.get(`/pets${index}`, new MockIntegration()),
      rateLimit: 1,
    }));
    api.addStage('prod').addUsagePlan('Basic', { methodThrottles });
    const messages = app
      .synth()
      .getStackArtifact(stack.artifactId)
      .messages.map(({ entry }) => entry.data as string);
    expect(messages.filter((message) => message.includes('throttles 21 methods'))).toHaveLength(1);
  });
});

describe('UsagePlan.addApiKey()', () => {
  const keysOf = (props: UsagePlanProps, add: (plan: UsagePlan, stack: Stack) => void): readonly unknown[] => {
    const template = synthesize((stack) => add(new UsagePlan(stack, 'Basic', props), stack));
    return resourcesOf(template, 'AWS::ApiGateway::UsagePlanKey').map(({ Properties }) => Properties.KeyId);
  };

  test('takes keys of Sluice, of aws-apigateway and imported ones', () => {
    const keys = keysOf({}, (plan, stack) => {
      plan.addApiKey(new ApiKey(stack, 'Own'));
      plan.addApiKey(new AwsApiKey(stack, 'Old'));
      plan.addApiKey(ApiKey.fromApiKeyId(stack, 'Imported', 'abc123'));
    });
    expect(keys).toEqual([
      { Ref: expect.stringMatching(/^Own/) as string },
      { Ref: expect.stringMatching(/^Old/) as string },
      'abc123',
    ]);
  });

  test('gives keys to a plan of another app', () => {
    const template = synthesize((stack) => {
      UsagePlan.fromUsagePlanId(stack, 'Basic', 'plan1').addApiKey('Mobile', { apiKeyName: 'mobile' });
    });
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlanKey').Properties.UsagePlanId).toBe('plan1');
    expect(resourceOf(template, 'AWS::ApiGateway::ApiKey').Properties).toEqual({ Enabled: true, Name: 'mobile' });
  });

  test('gives a key of Sluice to a plan of aws-apigateway', () => {
    const template = synthesize((stack) => new AwsUsagePlan(stack, 'Old').addApiKey(new ApiKey(stack, 'Mobile')));
    expect(resourceOf(template, 'AWS::ApiGateway::UsagePlanKey').Properties.KeyId).toEqual(
      refTo(template, 'AWS::ApiGateway::ApiKey'),
    );
  });
});

describe('new ApiKey()', () => {
  test('says all that a key can be, and keeps a secret value out of the template', () => {
    const template = synthesize((stack) => {
      new ApiKey(stack, 'Mobile', {
        apiKeyName: 'mobile',
        description: 'The app',
        enabled: false,
        customerId: 'customer',
        generateDistinctId: true,
        value: SecretValue.secretsManager('mobile-key'),
      });
    });
    expect(resourceOf(template, 'AWS::ApiGateway::ApiKey').Properties).toEqual({
      Name: 'mobile',
      Description: 'The app',
      Enabled: false,
      CustomerId: 'customer',
      GenerateDistinctId: true,
      Value: '{{resolve:secretsmanager:mobile-key:SecretString:::}}',
    });
  });

  test('grants reading and changing the key', () => {
    const template = synthesize((stack) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      new ApiKey(stack, 'Mobile').grantReadWrite(role);
    });
    const text = JSON.stringify(resourceOf(template, 'AWS::IAM::Policy').Properties);
    expect(text).toContain('apigateway:GET');
    expect(text).toContain('::/apikeys/');
  });
});

test('a usage plan, a key and a domain name leave the deployment as it is', () => {
  const deploymentOf = (add: boolean): string => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { apiKeyRequired: true } });
      const get = api.get('/', new MockIntegration());
      const prod = api.addStage('prod');
      if (!add) return;
      prod.addUsagePlan('Basic', { methodThrottles: [{ method: get, rateLimit: 1 }] }).addApiKey('Mobile');
      prod.addDomainName('Domain', {
        domainName: 'api.example.com',
        certificate: Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:1:certificate/x'),
      });
    });
    return resourceOf(template, 'AWS::ApiGateway::Deployment').id;
  };
  expect(deploymentOf(true)).toBe(deploymentOf(false));
});

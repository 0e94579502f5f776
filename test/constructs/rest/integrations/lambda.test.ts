import { App, Duration, Stack } from 'aws-cdk-lib';
import { RestApi as AwsRestApi, LambdaIntegration as AwsLambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  Credentials,
  LambdaIntegration,
  RestApi,
  type LambdaIntegrationProps,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import {
  inlineFunction,
  operationOf,
  resourcesOf,
  synthesize,
  templateOf,
  type SynthesizedTemplate,
} from '../../synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

function integrationOf(props: LambdaIntegrationProps): Readonly<Record<string, unknown>> {
  const template = synthesize((stack) => {
    new RestApi(stack, 'Pets').post('/pets', new LambdaIntegration(inlineFunction(stack, 'Handler'), props));
  });
  return operationOf(template, '/pets', 'post')['x-amazon-apigateway-integration'];
}

/** The requests that functions may be invoked for, below the API's ARN. */
function permittedRequests(template: SynthesizedTemplate): readonly string[] {
  return resourcesOf(template, 'AWS::Lambda::Permission')
    .map(({ Properties }) => JSON.stringify(Properties.SourceArn))
    .map((arn) => /"\},?"?,?"([^"]*)"\]\]\}$|\}(\/[^"]*)"\}$/.exec(arn)?.slice(1).find(Boolean) ?? arn)
    .sort();
}

describe('LambdaIntegration', () => {
  test.each<[what: string, props: LambdaIntegrationProps, expected: object]>([
    ['proxies', {}, { type: 'aws_proxy', httpMethod: 'POST' }],
    [
      'streams',
      { responseTransferMode: 'STREAM' },
      {
        type: 'aws_proxy',
        responseTransferMode: 'STREAM',
        uri: {
          'Fn::Sub': expect.stringMatching(
            /:lambda:path\/2021-11-15\/functions\/.*\/response-streaming-invocations$/,
          ) as string,
        },
      },
    ],
    [
      'streams for longer than a response may take that is sent at once',
      { responseTransferMode: 'STREAM', timeout: Duration.minutes(15) },
      { timeoutInMillis: 900_000 },
    ],
    [
      'is asynchronous',
      { asynchronous: true },
      {
        type: 'aws',
        requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
        responses: { default: { statusCode: '202' } },
      },
    ],
    [
      'is asynchronous with templates and responses of its own',
      { asynchronous: true, requestTemplates: { 'application/json': '{}' }, responses: [{ statusCode: 200 }] },
      { type: 'aws', requestTemplates: { 'application/json': '{}' }, responses: { default: { statusCode: '200' } } },
    ],
    [
      'uses the credentials of the caller',
      { credentials: Credentials.callerPassthrough() },
      { credentials: 'arn:aws:iam::*:user/*' },
    ],
  ])('%s', (_what, props, expected) => {
    expect(integrationOf(props)).toMatchObject(expected);
  });

  test('answers at once when it is asynchronous, with the body as the event', async () => {
    const stack = new Stack(new App(), 'Stack');
    const events: unknown[] = [];
    new RestApi(stack, 'Pets').post(
      '/imports',
      new LambdaIntegration(inlineFunction(stack, 'Import'), { asynchronous: true }),
    );
    gateway = await LocalGateway.fromStack(stack, {
      functions: { 'Stack/Import': (event) => void events.push(event) },
    });
    const response = await gateway.fetch('/imports', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"file":"pets.csv"}',
    });
    expect([response.status, await response.text()]).toEqual([202, '']);
    await expect.poll(() => events).toEqual([{ file: 'pets.csv' }]);
  });

  test('streams what the function writes', async () => {
    const stack = new Stack(new App(), 'Stack');
    const source = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      const response = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'X-A': 'b' } });
      response.write('one '); response.write('two'); response.end();
    });`;
    new RestApi(stack, 'Pets').get(
      '/',
      new LambdaIntegration(inlineFunction(stack, 'Report', source), { responseTransferMode: 'STREAM' }),
    );
    gateway = await LocalGateway.fromStack(stack, { lambdaIsolation: 'thread' });
    const response = await gateway.fetch('/');
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, 'b', 'one two']);
  });
});

describe('permissions of LambdaIntegration', () => {
  test.each<[what: string, props: LambdaIntegrationProps, requests: readonly string[]]>([
    ['cover the API by default, however many methods there are', {}, ['/*/*']],
    ['are scoped to each method on demand', { scopePermissionToMethod: true }, ['/*/GET/pets/*', '/*/POST/pets']],
    ['exclude test invocations on demand', { allowTestInvoke: false }, ['/beta/*/*', '/prod/*/*']],
    [
      'do both',
      { scopePermissionToMethod: true, allowTestInvoke: false },
      ['/beta/GET/pets/*', '/beta/POST/pets', '/prod/GET/pets/*', '/prod/POST/pets'],
    ],
    ['are none for the credentials of the caller', { credentials: Credentials.callerPassthrough() }, []],
  ])('%s', (_what, props, requests) => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { authorizer: Authorizer.IAM } });
      const integration = new LambdaIntegration(inlineFunction(stack, 'Handler'), props);
      api.addStage('beta');
      api.get('/pets/{petId}', integration);
      api.addStage('prod');
      api.post('/pets', integration);
    });
    expect(permittedRequests(template)).toEqual(requests);
  });

  test('are of the alias for an alias', () => {
    const template = synthesize((stack) => {
      const version = inlineFunction(stack, 'Handler').currentVersion;
      const live = new Alias(stack, 'Live', { aliasName: 'live', version });
      new RestApi(stack, 'Pets').get('/', new LambdaIntegration(live));
    });
    const alias = expect.stringMatching(/^Live/) as string;
    expect(resourcesOf(template, 'AWS::Lambda::Permission')[0]?.Properties.FunctionName).toEqual({ Ref: alias });
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': expect.stringMatching(/functions\/\$\{Live\w+\}\/invocations$/) as string,
    });
  });

  test('belong to the role where there is one', () => {
    const template = synthesize((stack) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
      const handler = inlineFunction(stack, 'Handler');
      new RestApi(stack, 'Pets').get('/', new LambdaIntegration(handler, { credentials: role }));
    });
    expect(permittedRequests(template)).toEqual([]);
    const [policy] = resourcesOf(template, 'AWS::IAM::Policy');
    expect(policy?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Action: 'lambda:InvokeFunction',
          Effect: 'Allow',
          Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Handler/) as string, 'Arn'] },
        },
      ],
    });
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      credentials: { 'Fn::GetAtt': [expect.stringMatching(/^Role/) as string, 'Arn'] },
    });
  });

  test('are in the API’s stack for a function of another stack', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions');
    const apis = new Stack(app, 'Apis');
    const handler = inlineFunction(functions, 'Handler');
    new RestApi(apis, 'Pets').get('/', new LambdaIntegration(handler));
    expect(resourcesOf(templateOf(app, functions), 'AWS::Lambda::Permission')).toEqual([]);
    expect(permittedRequests(templateOf(app, apis))).toEqual(['/*/*']);
  });

  test('are none for a function that is imported with skipPermissions', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    const handler = LambdaFunction.fromFunctionAttributes(stack, 'Orders', {
      functionArn: 'arn:aws:lambda:eu-west-1:222222222222:function:orders',
      skipPermissions: true,
    });
    new RestApi(stack, 'Pets').get('/', new LambdaIntegration(handler));
    const artifact = app.synth().getStackArtifact('Stack');
    expect(resourcesOf(artifact.template as SynthesizedTemplate, 'AWS::Lambda::Permission')).toEqual([]);
    expect(artifact.messages.filter(({ level }) => (level as string) === 'info')).toEqual([]);
  });

  test('have statement ids of their own in printed commands, however long names are', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    const arn = 'arn:aws:lambda:eu-west-1:222222222222:function:orders';
    const handler = LambdaFunction.fromFunctionArn(stack, 'Orders'.repeat(20), arn);
    const api = new RestApi(stack, 'Pets');
    const integration = new LambdaIntegration(handler, { scopePermissionToMethod: true });
    api.get('/a', integration);
    api.get('/b', integration);
    const notes = app
      .synth()
      .getStackArtifact('Stack')
      .messages.map(({ entry }) => entry.data as string);
    const ids = notes.flatMap((note) => /--statement-id (\S+)/.exec(note)?.slice(1) ?? []);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[\w-]{1,100}$/.test(id))).toBe(true);
  });

  test('are left to a printed command for a function of a stack in another account', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions', { env: { account: '222222222222', region: 'eu-west-1' } });
    const apis = new Stack(app, 'Apis', { env: { account: '111111111111', region: 'eu-west-1' } });
    const handler = new LambdaFunction(functions, 'Handler', {
      functionName: 'orders',
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({})'),
    });
    new RestApi(apis, 'Pets').get('/', new LambdaIntegration(handler));
    const artifact = app.synth().getStackArtifact('Apis');
    expect(resourcesOf(artifact.template as SynthesizedTemplate, 'AWS::Lambda::Permission')).toEqual([]);
    expect(artifact.messages.map(({ entry }) => entry.data)).toContainEqual(
      expect.stringContaining(
        '--function-name arn:<partition>:lambda:eu-west-1:222222222222:function:orders --statement-id',
      ) as string,
    );
  });

  test.each<[where: string, arn: string, region: string]>([
    ['account', 'arn:aws:lambda:eu-west-1:222222222222:function:orders:live', 'eu-west-1'],
    ['Region', 'arn:aws:lambda:us-east-1:111111111111:function:orders', 'us-east-1'],
  ])('are left to a printed command for a function of another %s', (_where, arn, region) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    new RestApi(stack, 'Pets').get('/', new LambdaIntegration(LambdaFunction.fromFunctionArn(stack, 'Orders', arn)));
    const assembly = app.synth();
    const template = assembly.getStackArtifact('Stack').template as SynthesizedTemplate;
    expect(resourcesOf(template, 'AWS::Lambda::Permission')).toEqual([]);
    const [note] = assembly.getStackArtifact('Stack').messages.filter(({ level }) => (level as string) === 'info');
    const expected = new RegExp(
      String.raw`Run the command in the output (\w+) there once: aws lambda add-permission --region ${region} --function-name ${arn} --statement-id [\w-]{1,100} --action lambda:InvokeFunction --principal apigateway\.amazonaws\.com --source-arn 'arn:<partition>:execute-api:eu-west-1:111111111111:<api-id>/\*/\*'`,
    );
    expect(note?.entry.data).toMatch(expected);
    const [, output = ''] = expected.exec(note?.entry.data as string) ?? [];
    expect(JSON.stringify(template.Outputs?.[output]?.Value)).toContain(`aws lambda add-permission --region ${region}`);
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': `arn:\${AWS::Partition}:apigateway:${region === 'eu-west-1' ? '${AWS::Region}' : region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    });
  });
});

describe('sluice beside aws-apigateway', () => {
  test.each<[props: object, message: string]>([
    [{ integrationResponses: [] }, 'has no property "integrationResponses"'],
    [{ credentialsPassthrough: true }, 'has no property "credentialsPassthrough"'],
  ])('LambdaIntegration refuses %j', (props, message) => {
    expect(() => synthesize((stack) => new LambdaIntegration(inlineFunction(stack, 'Handler'), props))).toThrow(
      message,
    );
  });

  test('RestApi refuses the LambdaIntegration of aws-apigateway', () => {
    expect(() =>
      synthesize((stack) =>
        new RestApi(stack, 'Pets').get('/pets', new AwsLambdaIntegration(inlineFunction(stack, 'Handler')) as never),
      ),
    ).toThrow(
      'The integration of GET /pets is LambdaIntegration of aws-cdk-lib/aws-apigateway; expected an integration of sluice',
    );
  });

  test('RestApi of aws-apigateway gets a clear error for our integrations', () => {
    expect(() =>
      synthesize((stack) =>
        new AwsRestApi(stack, 'Pets').root.addMethod(
          'GET',
          new LambdaIntegration(inlineFunction(stack, 'Handler')) as never,
        ),
      ),
    ).toThrow(
      'Stack/Pets/Default/GET of aws-cdk-lib/aws-apigateway has the LambdaIntegration of sluice as its integration',
    );
  });
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';
import { template } from './template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

files.json('template.json', template({ A: ['one'] }));

/** What `inspect --json` prints; for an error its exit code before it. */
async function inspect(source: string, ...options: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runCommand(['inspect', source, '--json', ...options], { cwd: files.folder });
  return code === 0 ? JSON.parse(stdout) : `${code} ${stdout}${stderr}`;
}

describe('--protocol', () => {
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri: 'arn:aws:lambda:us-east-1:1:function:f' };
  files.json('document.json', {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    'x-amazon-apigateway-importexport-version': '1.0',
    paths: { '/pets': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
  });
  files.json('rest.json', { protocol: 'rest' });

  test.each<[options: readonly string[], protocol: string]>([
    [[], 'HTTP'],
    [['--protocol', 'rest'], 'REST'],
    [['--config', 'rest.json'], 'REST'],
    [['--config', 'rest.json', '--protocol', 'http'], 'HTTP'],
  ])('%j makes a document the definition of a %s API', async (options, protocol) => {
    expect(await inspect('document.json', ...options)).toMatchObject({ apis: [{ protocol }] });
  });

  test('is refused for a template; in a configuration it may be meant for another source', async () => {
    expect(await inspect('template.json', '--protocol', 'rest')).toMatch(/^2 .*Cannot use --protocol/);
    expect(await inspect('template.json', '--config', 'rest.json')).toMatchObject({ apis: [{ protocol: 'REST' }] });
  });
});

describe('--region and --account', () => {
  mkdirSync(join(files.folder, 'assembly'));
  files.json('assembly/manifest.json', {
    version: '48.0.0',
    artifacts: {
      Pets: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/eu-west-1',
        properties: { templateFile: 'Pets.template.json' },
      },
    },
  });
  const Uri = {
    'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Where.Arn}/invocations',
  };
  const RestApiId = { Ref: 'Api' };
  const resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId,
        ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri },
      },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId, StageName: 'dev' } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Where: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: {
          ZipFile: `exports.handler = async ({ requestContext }, context) => ({ statusCode: 200, body: JSON.stringify([
            context.invokedFunctionArn, process.env.TABLE, process.env.AWS_REGION, requestContext.accountId]) });`,
        },
        Environment: { Variables: { TABLE: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
      },
    },
  };
  files.json('assembly/Pets.template.json', { Resources: resources });
  files.json('stack.json', { Resources: resources });
  files.json('place.json', { region: 'eu-north-1', account: '222222222222' });
  files.json('values.json', { values: { 'AWS::Region': 'eu-south-1' } });

  test.each<[source: string, options: readonly string[], region: string, account: string]>([
    ['stack.json', [], 'us-east-1', '000000000000'],
    ['stack.json', ['--region', 'us-west-2'], 'us-west-2', '000000000000'],
    ['stack.json', ['--template-parameter', 'AWS::Region=us-west-2'], 'us-west-2', '000000000000'],
    ['stack.json', ['--config', 'values.json'], 'eu-south-1', '000000000000'],
    ['assembly', [], 'eu-west-1', '123456789012'],
    ['assembly', ['--config', 'place.json'], 'eu-north-1', '222222222222'],
    ['assembly', ['--config', 'place.json', '--region', 'us-west-2'], 'us-west-2', '222222222222'],
    ['assembly', ['--account', '333333333333'], 'eu-west-1', '333333333333'],
  ])('%s with %j runs in %s of %s', async (source, options, region, account) => {
    const argv = ['invoke', source, 'GET', '/', '--json', ...options];
    const { stdout } = await runCommand(argv, { cwd: files.folder });
    expect(JSON.parse((JSON.parse(stdout) as { body: string }).body)).toEqual([
      `arn:aws:lambda:${region}:${account}:function:Where`,
      `arn:aws:dynamodb:${region}:${account}:table/Table`,
      region,
      account,
    ]);
  });

  test.each([
    ['--region', 'Ireland'],
    ['--account', '12'],
  ])('%s %s is refused', async (option, value) => {
    expect(await inspect('stack.json', option, value)).toMatch(new RegExp(`^2 .*\\\\"${value}\\\\"`));
  });
});

describe('names that the source does not have', () => {
  files.text('orders.js', 'exports.handler = () => ({ statusCode: 200 });');
  const { Api, ...others } = template({ Api: ['prod'] }).Resources;
  files.json('named.json', {
    Parameters: { Environment: { Type: 'String', Default: 'x' } },
    Resources: { Api, ...others, Orders: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders-x' } } },
  });

  test.each<[options: readonly string[], reason: string, hint: string]>([
    [['--lambda', 'Ordrs=orders.js'], '--lambda \\"Ordrs\\"', 'Functions: orders-x'],
    [['--lambda', 'orders-y=orders.js'], '--lambda \\"orders-y\\"', 'Did you mean \\"orders-x\\"?'],
    [
      ['--template-parameter', 'Enviroment=y'],
      '\\"Enviroment\\"',
      'Did you mean \\"Environment\\"? Parameters: Environment',
    ],
    [['--template-parameter', 'AWS::Regio=y'], '\\"AWS::Regio\\"', 'Parameters: Environment'],
  ])('are refused in %j', async (options, reason, hint) => {
    const refusal = await refusalOf('named.json', ...options);
    expect(refusal).toContain(reason);
    expect(refusal).toContain(hint);
  });

  test.each([
    [['--lambda', 'Orders=orders.js']],
    [['--lambda', 'orders-x=orders.js']],
    [['--template-parameter', 'Environment=y', '--template-parameter', 'Orders.Arn=arn']],
  ])('are not those in %j', async (options) => {
    expect(await refusalOf('named.json', ...options)).toBe('');
  });

  test('are reported of a configuration, with members that nothing uses', async () => {
    files.json('names.json', {
      lambdas: { Nope: 'orders.js' },
      environment: { '*': {}, 'orders-x': {}, order: {} },
      values: { Enviroment: 'y', Environment: 'y' },
      stages: { prod: {}, pord: {} },
      accessLogs: { prod: 'a.log', 'Named/pord': 'b.log', '*': 'c.log' },
      executionLogs: 'd.log',
    });
    const { stdout } = await runCommand(['inspect', 'named.json', '--json', '--config', 'names.json'], {
      cwd: files.folder,
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { place: { file?: string; property?: string } }[] };
    const found = diagnostics.filter(({ place }) => place.file?.endsWith('names.json') === true);
    expect(found.map(({ place }) => place.property)).toEqual([
      'lambdas.Nope',
      'environment.order',
      'values.Enviroment',
      'stages.pord',
      'accessLogs.Named/pord',
    ]);
  });
});

/** What `serve` says where it ends with wrong usage; empty where it serves. */
async function refusalOf(source: string, ...options: readonly string[]): Promise<string> {
  const running = startCommand(['serve', source, '--port', '0', '--json', ...options], { cwd: files.folder });
  running.interrupt();
  const { code, stdout } = await running.done;
  return code === 2 ? stdout : '';
}

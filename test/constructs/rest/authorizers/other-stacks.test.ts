import { App, CfnParameter, Duration, NestedStack, Stack, Stage, type StackProps } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { afterEach, describe, expect, test } from 'vitest';
import {
  CognitoAuthorizer,
  IdentitySource,
  MockIntegration,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, operationOf, synthesize } from '../../synthesize.js';
import { ALLOW_OR_DENY } from './authorizer-functions.js';

const answering = new MockIntegration({ responses: [{ statusCode: 200 }] });

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** The statuses with the token `allow`, with the token `deny` and without one. */
async function statuses(local: LocalGateway, header = 'Authorization'): Promise<readonly number[]> {
  const found: number[] = [];
  for (const headers of [{ [header]: 'allow' }, { [header]: 'deny' }, undefined]) {
    found.push((await local.fetch('/pets', headers && { headers })).status);
  }
  return found;
}

describe('an authorizer', () => {
  const ENV: StackProps = { env: { region: 'eu-west-1', account: '111122223333' } };

  test.each<[where: string, stacks: () => { readonly functions: Stack; readonly apis: Stack }]>([
    [
      'another stack',
      () => {
        const app = new App();
        return { functions: new Stack(app, 'Functions'), apis: new Stack(app, 'Apis') };
      },
    ],
    [
      'the stack around a nested one',
      () => {
        const functions = new Stack(new App(), 'Functions');
        return { functions, apis: new NestedStack(functions, 'Apis') };
      },
    ],
    [
      'the same Stage',
      () => {
        const stage = new Stage(new App(), 'Production', ENV);
        return { functions: new Stack(stage, 'Functions', ENV), apis: new Stack(stage, 'Apis', ENV) };
      },
    ],
  ])('has a function of %s', async (_where, create) => {
    const { functions, apis } = create();
    const authorizer = new TokenAuthorizer(inlineFunction(functions, 'Check', ALLOW_OR_DENY));
    new RestApi(apis, 'Pets', { defaults: { authorizer } }).get('/pets', answering);
    gateway = await LocalGateway.fromStack(apis);
    expect(await statuses(gateway)).toEqual([200, 403, 401]);
  });

  test('has a user pool of another stack', async () => {
    const app = new App();
    const pool = new UserPool(new Stack(app, 'Users'), 'Pool');
    const apis = new Stack(app, 'Apis');
    const authorizer = new CognitoAuthorizer({ userPools: [pool] });
    new RestApi(apis, 'Pets', { defaults: { authorizer } }).get('/pets', answering);
    gateway = await LocalGateway.fromStack(apis);
    const Authorization = await gateway.token({ user: 'ann' });
    expect((await gateway.fetch('/pets', { headers: { Authorization } })).status).toBe(200);
    expect((await gateway.fetch('/pets')).status).toBe(401);
  });

  test('is one object for two APIs of one stack', async () => {
    const stack = new Stack(new App(), 'Stack');
    const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check', ALLOW_OR_DENY));
    for (const id of ['Pets', 'Owners']) new RestApi(stack, id, { defaults: { authorizer } }).get('/pets', answering);
    for (const api of ['Stack/Pets', 'Stack/Owners']) {
      const local = await LocalGateway.fromStack(stack, { api });
      expect(await statuses(local)).toEqual([200, 403, 401]);
      await local.close();
    }
  });

  test('takes parameters of the template for its settings', async () => {
    const stack = new Stack(new App(), 'Stack');
    const parameter = (id: string, type: 'String' | 'Number', value: string | number): CfnParameter =>
      new CfnParameter(stack, id, { type, default: value });
    const handler = inlineFunction(stack, 'Check', ALLOW_OR_DENY);
    const authorizer = new TokenAuthorizer(handler, {
      identitySource: IdentitySource.header(parameter('Header', 'String', 'X-Token').valueAsString),
      validationRegex: parameter('Form', 'String', '[a-z]+').valueAsString,
      resultsCacheTtl: Duration.seconds(parameter('Ttl', 'Number', 0).valueAsNumber),
    });
    new RestApi(stack, 'Pets').get('/pets', answering, { authorizer });
    gateway = await LocalGateway.fromStack(stack);
    expect(await statuses(gateway, 'X-Token')).toEqual([200, 403, 401]);
    expect((await gateway.fetch('/pets', { headers: { 'X-Token': 'ALLOW' } })).status).toBe(401);
  });

  test('takes parameters for the identity sources of a request', async () => {
    const stack = new Stack(new App(), 'Stack');
    const source = new CfnParameter(stack, 'Source', { default: 'method.request.header.Authorization' });
    const ttl = new CfnParameter(stack, 'Ttl', { type: 'Number', default: 60 });
    const authorizer = new RequestAuthorizer(inlineFunction(stack, 'Check', ALLOW_OR_DENY), {
      identitySources: [source.valueAsString],
      resultsCacheTtl: Duration.seconds(ttl.valueAsNumber),
    });
    new RestApi(stack, 'Pets').get('/pets', answering, { authorizer });
    gateway = await LocalGateway.fromStack(stack);
    expect(await statuses(gateway)).toEqual([200, 403, 401]);
  });

  test('has the name that it is given, in every API', () => {
    const template = synthesize((stack) => {
      const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Check'), { authorizerName: 'Check' });
      new RestApi(stack, 'Pets').get('/pets', answering, { authorizer });
    });
    expect(operationOf(template, '/pets', 'get').security).toEqual([{ Check: [] }]);
  });
});

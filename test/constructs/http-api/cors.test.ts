import { App, Duration, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  IdentitySource,
  type HttpCorsProps,
} from '../../../lib/index.js';
import { LocalGateway } from '../../../lib/testing/index.js';
import { inlineFunction, resourceOf, synthesize, type OpenApiBody } from '../synthesize.js';

const APP = 'https://app.example.com';
const ECHO = `exports.handler = async () => ({ statusCode: 200, headers: { 'access-control-allow-origin': 'other' } })`;

function corsOf(cors: HttpCorsProps, add: (api: HttpApi, stack: Stack) => void): unknown {
  const template = synthesize((stack) => {
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
    add(new HttpApi(stack, 'Pets', { cors, defaults: { integration } }), stack);
  });
  return (resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody)['x-amazon-apigateway-cors'];
}

describe('cors of an HTTP API', () => {
  test.each<[name: string, add: (api: HttpApi, stack: Stack) => void, allowMethods: string[], allowHeaders: string[]]>([
    [
      'the methods of the routes',
      (api) => {
        api.get('/pets');
        api.post('/pets');
      },
      ['GET', 'POST'],
      ['content-type', 'authorization'],
    ],
    [
      'every method for ANY and $default',
      (api) => api.addRoute('$default'),
      ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'],
      ['content-type', 'authorization'],
    ],
    [
      'the headers of authorizers and of signatures',
      (api, stack) => {
        const identitySources = [IdentitySource.header('X-Tenant')];
        const authorizer = new HttpLambdaAuthorizer(inlineFunction(stack, 'Check'), { identitySources });
        api.get('/pets', { authorizer });
        api.get('/admin', { authorizer: Authorizer.IAM });
      },
      ['GET'],
      ['content-type', 'authorization', 'x-tenant', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'],
    ],
  ])('allows %s by default', (_name, add, allowMethods, allowHeaders) => {
    expect(corsOf({ allowOrigins: [APP] }, add)).toEqual({ allowOrigins: [APP], allowMethods, allowHeaders });
  });

  test('is written as given', () => {
    const cors = {
      allowOrigins: [APP, 'https://*'],
      allowMethods: ['*'],
      allowHeaders: ['*'],
      exposeHeaders: ['x-total'],
      allowCredentials: true,
    };
    expect(corsOf({ ...cors, maxAge: Duration.hours(1) }, (api) => api.get('/pets'))).toEqual({
      ...cors,
      maxAge: 3600,
    });
  });

  test.each<[method: string, origin: string, status: number, allowed: string | null]>([
    ['OPTIONS', APP, 204, APP],
    ['OPTIONS', 'https://other.example.com', 204, null],
    ['GET', APP, 200, APP],
  ])('%s from %s is a %i that allows %s', async (method, origin, status, allowed) => {
    const stack = new Stack(new App(), 'Stack');
    const integration = new HttpLambdaIntegration(inlineFunction(stack, 'Echo', ECHO));
    new HttpApi(stack, 'Pets', { cors: { allowOrigins: [APP] } }).get('/pets', integration);
    const gateway = await LocalGateway.fromStack(stack);
    const headers = { origin, 'access-control-request-method': 'GET' };
    const response = await gateway.fetch('/pets', { method, headers });
    await gateway.close();
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, allowed]);
  });

  test.each<[code: string, cors: HttpCorsProps]>([
    ['cors-credentials', { allowOrigins: ['*'], allowCredentials: true }],
    ['cors-origin-invalid', { allowOrigins: [] }],
    ['cors-origin-invalid', { allowOrigins: [`${APP}/`] }],
    ['cors-origin-invalid', { allowOrigins: ['app.example.com'] }],
    ['quota-exceeded', { allowOrigins: [APP], maxAge: Duration.days(2) }],
  ])('throws %s early', (code, cors) => {
    expect(() => new HttpApi(new Stack(), 'Pets', { cors })).toThrow(expect.objectContaining({ code }) as Error);
  });
});

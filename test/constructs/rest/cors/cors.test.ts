import { Duration } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  HttpIntegration,
  IdentitySource,
  MockIntegration,
  RestApi,
  TokenAuthorizer,
  type CorsProps,
} from '../../../../lib/index.js';
import { bodyOf, inlineFunction, operationOf, synthesize, type SynthesizedTemplate } from '../../synthesize.js';

const ONE: CorsProps = { allowOrigins: ['https://a.example.com'] };
const TWO: CorsProps = { allowOrigins: ['https://a.example.com', 'https://b.example.com'] };

function withCors(
  cors: CorsProps,
  build: (api: RestApi) => void = (api) => api.get('/pets', new MockIntegration()),
): SynthesizedTemplate {
  return synthesize((stack) => build(new RestApi(stack, 'Pets', { cors })));
}

function answersOf(template: SynthesizedTemplate, path: string, verb: string): Record<string, unknown> {
  const { responses } = operationOf(template, path, verb)['x-amazon-apigateway-integration'];
  return (responses as { readonly default: Record<string, unknown> }).default;
}

describe('preflight()', () => {
  test('answers one origin with literals', () => {
    const template = withCors(
      {
        ...ONE,
        allowCredentials: true,
        exposeHeaders: ['etag'],
        allowHeaders: ['authorization'],
        maxAge: Duration.hours(1),
      },
      (api) => {
        api.get('/pets', new MockIntegration());
        api.post('/pets', new MockIntegration());
      },
    );
    expect(answersOf(template, '/pets', 'options')).toEqual({
      statusCode: '204',
      responseParameters: {
        'method.response.header.Access-Control-Allow-Origin': "'https://a.example.com'",
        'method.response.header.Access-Control-Allow-Credentials': "'true'",
        'method.response.header.Access-Control-Expose-Headers': "'etag'",
        'method.response.header.Access-Control-Allow-Headers': "'authorization'",
        'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS,POST'",
        'method.response.header.Access-Control-Max-Age': "'3600'",
      },
    });
  });

  test('answers one of several origins by a template on one line, and says that it varies', () => {
    const template = withCors({ ...TWO, allowHeaders: ['authorization'] });
    expect(answersOf(template, '/pets', 'options')).toEqual({
      statusCode: '204',
      responseParameters: { 'method.response.header.Vary': "'Origin'" },
      responseTemplates: {
        'application/json': [
          "#set($origin = $input.params('Origin'))",
          "#if(!$origin || $origin == '')#set($origin = $input.params('origin'))#end",
          "#if($origin == 'https://a.example.com' || $origin == 'https://b.example.com')",
          '#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
          "#set($context.responseOverride.header.Access-Control-Allow-Headers = 'authorization')",
          "#set($context.responseOverride.header.Access-Control-Allow-Methods = 'GET,OPTIONS')",
          '#end',
        ].join(''),
      },
    });
  });

  test('allows every method on a path that answers ANY', () => {
    const template = withCors(ONE, (api) => api.any('/{proxy+}', new HttpIntegration('https://example.com/{proxy}')));
    expect(answersOf(template, '/{proxy+}', 'options').responseParameters).toMatchObject({
      'method.response.header.Access-Control-Allow-Methods': "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'",
    });
  });

  test("leaves a path's own OPTIONS method alone", () => {
    const template = withCors(ONE, (api) => api.options('/pets', new MockIntegration()));
    expect(answersOf(template, '/pets', 'options')).toEqual({ statusCode: '200' });
  });

  test('asks for no key', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { cors: ONE, defaults: { apiKeyRequired: true } });
      api.get('/pets', new MockIntegration());
    });
    expect(operationOf(template, '/pets', 'get')).toHaveProperty('security');
    expect(operationOf(template, '/pets', 'options')).not.toHaveProperty('security');
  });
});

describe('preflight() allowHeaders', () => {
  test('allows the headers that authorizers of the path read by default', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { cors: ONE });
      const authorizer = new TokenAuthorizer(inlineFunction(stack, 'Authorize'), {
        identitySource: IdentitySource.header('X-Session'),
      });
      api.get('/pets', new MockIntegration(), { authorizer });
      api.get('/open', new MockIntegration());
    });
    const allowed = (path: string): unknown =>
      (answersOf(template, path, 'options').responseParameters as Record<string, unknown>)[
        'method.response.header.Access-Control-Allow-Headers'
      ];
    expect(allowed('/pets')).toContain(',x-session');
    expect(allowed('/open')).not.toContain('x-session');
  });

  test('allows the header parameters of the path by default', () => {
    const template = withCors(ONE, (api) => {
      api.get('/pets', new MockIntegration(), { parameters: { 'header.X-Tenant': true, 'querystring.page': false } });
      api.post('/pets', new MockIntegration(), { parameters: { 'header.Content-Type': true } });
    });
    expect(answersOf(template, '/pets', 'options')).toMatchObject({
      responseParameters: {
        'method.response.header.Access-Control-Allow-Headers':
          "'authorization,content-type,x-amz-date,x-amz-security-token,x-amz-user-agent,x-api-key,x-tenant'",
      },
    });
  });
});

describe('withCors()', () => {
  const page = new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'text/html': '<p/>' } }] });

  test('adds the header to every answer of a custom integration, and none to a proxy', () => {
    const template = withCors(ONE, (api) => {
      api.get('/page', page);
      api.get('/proxy', new HttpIntegration('https://example.com'));
    });
    expect(answersOf(template, '/page', 'get').responseParameters).toEqual({
      'method.response.header.Access-Control-Allow-Origin': "'https://a.example.com'",
    });
    expect(operationOf(template, '/proxy', 'get')['x-amazon-apigateway-integration']).not.toHaveProperty('responses');
  });

  test('keeps a header that the answer maps itself', () => {
    const template = withCors(ONE, (api) =>
      api.get(
        '/page',
        new MockIntegration({
          responses: [
            { statusCode: 200, responseParameters: { 'method.response.header.access-control-allow-origin': "'*'" } },
          ],
        }),
      ),
    );
    expect(answersOf(template, '/page', 'get').responseParameters).toEqual({
      'method.response.header.access-control-allow-origin': "'*'",
    });
  });

  test('sets the header of several origins in front of each template; an answer without one keeps its body', () => {
    const template = withCors(TWO, (api) => {
      api.get('/page', page);
      api.get('/http', new HttpIntegration('https://example.com', { proxy: false }));
    });
    const { responseTemplates } = answersOf(template, '/page', 'get') as { responseTemplates: Record<string, string> };
    expect(responseTemplates['text/html']).toMatch(/^#set.*Access-Control-Allow-Origin = \$origin\)#end<p\/>$/);
    expect(answersOf(template, '/http', 'get')).toEqual({ statusCode: '200' });
  });
});

describe('withCorsErrors()', () => {
  const declare = (api: RestApi): void => {
    api.get('/', new MockIntegration());
    api.addGatewayResponse('UNAUTHORIZED', {
      statusCode: 401,
      responseParameters: { 'gatewayresponse.header.X-A': "'a'" },
    });
  };

  test.each<[what: string, cors: CorsProps, parameters: Record<string, string>]>([
    ['names one origin', ONE, { 'gatewayresponse.header.Access-Control-Allow-Origin': "'https://a.example.com'" }],
    ['allows all of several', TWO, { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" }],
  ])('%s in both families and in customized types', (_what, cors, parameters) => {
    expect(bodyOf(withCors(cors, declare))['x-amazon-apigateway-gateway-responses']).toEqual({
      DEFAULT_4XX: { responseParameters: parameters },
      DEFAULT_5XX: { responseParameters: parameters },
      UNAUTHORIZED: { statusCode: '401', responseParameters: { ...parameters, 'gatewayresponse.header.X-A': "'a'" } },
    });
  });

  test('names none of several with credentials', () => {
    expect(bodyOf(withCors({ ...TWO, allowCredentials: true }))).not.toHaveProperty(
      'x-amazon-apigateway-gateway-responses',
    );
  });
});

describe('checkCors()', () => {
  test.each<[CorsProps, reason: string]>([
    [{ allowOrigins: [] }, 'allowOrigins is empty'],
    [{ allowOrigins: ['*', 'https://a.example.com'] }, '"*" is listed with other origins'],
    [{ allowOrigins: ['*'], allowCredentials: true }, 'browsers refuse "*" together with allowCredentials'],
    [{ allowOrigins: ['https://a.example.com/'] }, '"https://a.example.com/" is not an origin'],
    [{ allowOrigins: ['a.example.com'] }, '"a.example.com" is not an origin'],
    [{ allowOrigins: ["https://a'b"] }, 'is not an origin'],
  ])('refuses %j', (cors, reason) => {
    expect(() => withCors(cors)).toThrow(`The CORS setting is invalid: ${reason.startsWith('is') ? '' : reason}`);
    expect(() => withCors(cors)).toThrow(reason);
  });
});

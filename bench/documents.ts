import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './scenario.js';

/** An operation of an OpenAPI document, with its integration. */
export type Operation = Readonly<Record<string, unknown>>;

/** The measured operation is one method of `/pets/{id}`. */
export interface Api {
  readonly operation: Operation;
  /** Default `get`. */
  readonly method?: 'get' | 'post';
  /** Routes in all; those that are not measured are mocked. Default 1. */
  readonly routes?: number;
  /** Properties of the stage in CloudFormation's form. */
  readonly stage?: Readonly<Record<string, unknown>>;
  /** Resources beside the API's, in CloudFormation's form. */
  readonly resources?: Readonly<Record<string, unknown>>;
  /** Source of the function `echo`, which {@link ECHO_URI} refers to. */
  readonly handler?: string;
}

export const ECHO_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:echo/invocations';

export const ECHO_OPERATION: Operation = {
  'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: ECHO_URI },
};

export const MOCK = mock('{"statusCode": 200}', '{"message":"hello"}');

/** A mock integration with its two mapping templates. */
export function mock(request: string, response: string): Operation {
  return {
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': request },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': response } } },
    },
  };
}

/** The OpenAPI document of an API. */
export function documentOf({ operation, method = 'get', routes = 1 }: Api): object {
  const others = Array.from(
    { length: routes - 1 },
    (_, index) => [`/area${index % 10}/thing${index}/{id}`, pathItem('get', MOCK)] as const,
  );
  return {
    openapi: '3.0.1',
    info: { title: 'bench', version: '1' },
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
    paths: { ...Object.fromEntries(others), '/pets/{id}': pathItem(method, operation) },
    components: {
      securitySchemes: {
        key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        guard: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': {
            type: 'token',
            authorizerUri: ECHO_URI,
            authorizerResultTtlInSeconds: 3600,
          },
        },
      },
      schemas: {
        Pet: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } },
        },
      },
    },
  };
}

function pathItem(method: string, operation: Operation): object {
  return {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    [method]: { responses: { 200: { description: 'a pet' } }, ...operation },
  };
}

/** The CloudFormation template of an API and its function, with the stage `prod`. */
export function templateOf(api: Api): object {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: documentOf(api) } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: { Ref: 'Api' },
          DeploymentId: { Ref: 'Deployment' },
          StageName: 'prod',
          ...api.stage,
        },
      },
      Function: echoFunction(api.handler ?? ''),
      ...api.resources,
    },
  };
}

/** The function `echo`, which {@link ECHO_URI} refers to. */
export function echoFunction(handler: string): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'echo',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/echo',
      Code: { ZipFile: handler },
    },
  };
}

/** Writes a definition to a file and returns its path. */
export function write({ folder }: Settings, definition: object): string {
  const file = join(folder, `${process.pid}.json`);
  writeFileSync(file, JSON.stringify(definition));
  return file;
}

import { echoFunction, ECHO_URI } from './documents.js';

/** An HTTP API whose routes all invoke the function `echo`; the measured one is `GET /pets/{id}`. */
export interface HttpApiDefinition {
  /** Default 100. */
  readonly routes?: number;
  /** Source of the function. */
  readonly handler: string;
  /** Members of the measured operation, such as `security`. */
  readonly operation?: Readonly<Record<string, unknown>>;
  /** The security schemes of the document. */
  readonly securitySchemes?: Readonly<Record<string, unknown>>;
}

/** The CloudFormation template of an HTTP API and its function, with the stage `$default`. */
export function httpApiTemplateOf({
  routes = 100,
  handler,
  operation = {},
  securitySchemes = {},
}: HttpApiDefinition): object {
  const others = Array.from(
    { length: routes - 1 },
    (_, index) => [`/area${index % 10}/thing${index}/{id}`, { get: INVOKE }] as const,
  );
  const document = {
    openapi: '3.0.1',
    info: { title: 'bench', version: '1' },
    paths: { ...Object.fromEntries(others), '/pets/{id}': { get: { ...INVOKE, ...operation } } },
    components: { securitySchemes },
  };
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: document } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      Function: echoFunction(handler),
    },
  };
}

const INVOKE = {
  responses: { 200: { description: 'a pet' } },
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: ECHO_URI,
    payloadFormatVersion: '2.0',
  },
};

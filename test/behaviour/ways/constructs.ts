import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  type CustomIntegrationProps,
  type IRestIntegration,
} from '../../../lib/index.js';
import type { GatewayResponseType, HttpMethod, Json } from '../../../lib/model/index.js';
import type { ApiText, IntegrationText } from './api-text.js';

/** The API as calls of constructs, and so a template of either definition. */
export function writeConstructs(
  api: ApiText,
  stageVariables: Readonly<Record<string, string>>,
  definition: 'body' | 'resources' = 'body',
): Stack {
  const stack = new Stack(new App(), 'Behaviour');
  const { binaryMediaTypes, minimumCompressionBytes: bytes } = api;
  const restApi = new RestApi(stack, 'Api', {
    restApiName: api.name,
    definition,
    endpointType: 'REGIONAL',
    ...(binaryMediaTypes !== undefined && { binaryMediaTypes }),
    ...(bytes !== undefined && { minimumCompression: Size.bytes(bytes) }),
  });
  const models = makeModels(api.models ?? {});
  for (const [route, method] of Object.entries(api.methods)) {
    const [httpMethod = '', path = ''] = route.split(' ');
    const requestModels = Object.entries(method.requestModels ?? {}).map(
      ([type, name]) => [type, models(name)] as const,
    );
    restApi.addMethod(httpMethod as HttpMethod, path, makeIntegration(stack, method.integration), {
      parameters: method.parameters ?? {},
      requestModels: Object.fromEntries(requestModels),
      validate: method.validate ?? { body: false, parameters: false },
    });
  }
  for (const [type, response] of Object.entries(api.gatewayResponses ?? {})) {
    restApi.addGatewayResponse(type as GatewayResponseType, response);
  }
  restApi.addStage('dev', { variables: stageVariables });
  return stack;
}

function makeModels(schemas: Readonly<Record<string, Json>>): (name: string) => Model {
  const made = new Map<string, Model>();
  const make = (name: string): Model => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const model = new Model({ name, schema: withModels(schemas[name] ?? {}) as Readonly<Record<string, Model>> });
    made.set(name, model);
    return model;
  };
  const withModels = (schema: Json): unknown => {
    if (Array.isArray(schema)) return (schema as readonly Json[]).map(withModels);
    if (typeof schema !== 'object' || schema === null) return schema;
    const { $ref } = schema as Readonly<Record<string, Json>>;
    if (typeof $ref === 'string') return make($ref.slice('#/models/'.length));
    return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, withModels(member)]));
  };
  return make;
}

function makeIntegration(stack: Stack, integration: IntegrationText): IRestIntegration {
  const { requestParameters, requestTemplates, passthroughBehavior, contentHandling, timeoutMs, responses } =
    integration;
  const request = {
    ...(requestParameters !== undefined && { requestParameters }),
    ...(timeoutMs !== undefined && { timeout: Duration.millis(timeoutMs) }),
  };
  const custom: CustomIntegrationProps = {
    ...request,
    ...(requestTemplates !== undefined && { requestTemplates }),
    ...(passthroughBehavior !== undefined && { passthroughBehavior }),
    ...(contentHandling !== undefined && { contentHandling }),
    responses: responses ?? [],
  };
  switch (integration.type) {
    case 'MOCK':
      // Without a template ours makes one; elsewhere there is then none.
      return new MockIntegration({ ...custom, requestTemplates: requestTemplates ?? {} });
    case 'HTTP':
      return new HttpIntegration(integration.uri, { proxy: false, httpMethod: integration.httpMethod, ...custom });
    case 'HTTP_PROXY':
      return new HttpIntegration(integration.uri, { httpMethod: integration.httpMethod, ...request });
    case 'AWS':
      return new LambdaIntegration(functionNamed(stack, integration.function), { proxy: false, ...custom });
    case 'AWS_PROXY':
      return new LambdaIntegration(functionNamed(stack, integration.function), request);
  }
}

function functionNamed(stack: Stack, name: string): ReturnType<typeof LambdaFunction.fromFunctionName> {
  const id = `Function-${name.replace(/\W/g, '')}`;
  const known = stack.node.tryFindChild(id) as ReturnType<typeof LambdaFunction.fromFunctionName> | undefined;
  return known ?? LambdaFunction.fromFunctionName(stack, id, name);
}

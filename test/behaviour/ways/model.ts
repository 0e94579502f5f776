import {
  lambdaInvocationUri,
  parseParameterTarget,
  parsePath,
  parseRequestMappingSource,
  parseResponseMappingSource,
  type GatewayResponse,
  type GatewayResponseParameter,
  type GatewayResponseType,
  type HttpMethod,
  type Integration,
  type IntegrationSettings,
  type Method,
  type ParameterLocation,
  type RestApi,
} from '../../../lib/model/index.js';
import { defined } from '../../../lib/support/defined.js';
import type { ApiText, GatewayResponseText, IntegrationText, MethodText, SettingsText } from './api-text.js';

/** The API as the model has it: what our OpenAPI renderer is given. */
export function toModel(api: ApiText): RestApi {
  const paths = new Map<string, Method[]>();
  for (const [route, method] of Object.entries(api.methods)) {
    const [httpMethod = '', path = ''] = route.split(' ');
    paths.set(path, [...(paths.get(path) ?? []), toMethod(httpMethod as HttpMethod, path, method)]);
  }
  return {
    protocol: 'REST',
    id: api.name,
    name: api.name,
    version: '1',
    endpoint: { type: 'REGIONAL' },
    ...defined({ binaryMediaTypes: api.binaryMediaTypes, minimumCompressionBytes: api.minimumCompressionBytes }),
    models: Object.entries(api.models ?? {}).map(([name, schema]) => ({ name, schema })),
    requestValidators: VALIDATORS,
    gatewayResponses: Object.entries(api.gatewayResponses ?? {}).map(([type, response]) =>
      toGatewayResponse(type as GatewayResponseType, response),
    ),
    resources: [...paths].map(([path, methods]) => ({ path, methods })),
    stages: [],
  };
}

const VALIDATORS = [
  { name: 'body', validateRequestBody: true, validateRequestParameters: false },
  { name: 'parameters', validateRequestBody: false, validateRequestParameters: true },
  { name: 'all', validateRequestBody: true, validateRequestParameters: true },
];

function toMethod(httpMethod: HttpMethod, path: string, method: MethodText): Method {
  const { validate } = method;
  const declared = Object.entries(method.parameters ?? {}).map(([key, required]) => {
    const dot = key.indexOf('.');
    return { location: key.slice(0, dot) as ParameterLocation, name: key.slice(dot + 1), required };
  });
  const ofPath = parsePath(path).flatMap((part) =>
    part.kind === 'literal' ? [] : [{ location: 'path', name: part.name, required: true } as const],
  );
  const validator = VALIDATORS.find(
    (one) => one.validateRequestBody === validate?.body && one.validateRequestParameters === validate.parameters,
  );
  return {
    httpMethod,
    requestParameters: [...ofPath, ...declared],
    ...defined({ requestModels: method.requestModels, requestValidator: validator?.name }),
    integration: toIntegration(method.integration),
    responses: (method.integration.responses ?? []).map(({ statusCode, responseParameters }) => ({
      statusCode: String(statusCode),
      responseHeaders: Object.keys(responseParameters ?? {}).map((name) => ({
        name: headerName(name),
        required: false,
      })),
    })),
  };
}

function toIntegration(integration: IntegrationText): Integration {
  const settings = toSettings(integration);
  switch (integration.type) {
    case 'MOCK':
      return { type: 'MOCK', ...settings };
    case 'HTTP':
    case 'HTTP_PROXY':
      return { type: integration.type, httpMethod: integration.httpMethod, uri: integration.uri, ...settings };
    case 'AWS':
    case 'AWS_PROXY': {
      const arn = `arn:aws:lambda:us-east-1:000000000000:function:${integration.function}`;
      return {
        type: integration.type,
        httpMethod: 'POST',
        uri: lambdaInvocationUri({ partition: 'aws', region: 'us-east-1' }, arn),
        ...settings,
      };
    }
  }
}

function toSettings({ requestParameters, responses, ...settings }: SettingsText): IntegrationSettings {
  const { requestTemplates, passthroughBehavior, contentHandling, timeoutMs } = settings;
  return defined({
    requestTemplates,
    passthroughBehavior,
    contentHandling,
    timeoutMs,
    requestParameters:
      requestParameters &&
      Object.entries(requestParameters).flatMap(([name, expression]) => {
        const target = parseParameterTarget(name, 'integration.request');
        return target === undefined ? [] : [{ target, source: parseRequestMappingSource(expression) }];
      }),
    responses: responses?.map(({ statusCode, responseParameters, ...response }) => ({
      statusCode: String(statusCode),
      ...defined({
        selectionPattern: response.selectionPattern,
        responseTemplates: response.responseTemplates,
        contentHandling: response.contentHandling,
        responseParameters:
          responseParameters &&
          Object.entries(responseParameters).map(([name, expression]) => ({
            header: headerName(name),
            source: parseResponseMappingSource(expression),
          })),
      }),
    })),
  });
}

function headerName(target: string): string {
  return target.slice('method.response.header.'.length);
}

function toGatewayResponse(responseType: GatewayResponseType, response: GatewayResponseText): GatewayResponse {
  const { statusCode, responseParameters, responseTemplates } = response;
  return {
    responseType,
    ...defined({
      statusCode: statusCode === undefined ? undefined : String(statusCode),
      responseTemplates,
      responseParameters:
        responseParameters &&
        Object.entries(responseParameters).flatMap(([name, expression]): readonly GatewayResponseParameter[] => {
          const target = parseParameterTarget(name, 'gatewayresponse');
          return target === undefined ? [] : [{ target, source: parseRequestMappingSource(expression) }];
        }),
    }),
  };
}

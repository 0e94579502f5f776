import {
  lambdaInvocationUri,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseHttpRouteKey,
  parseIdentitySource,
  parseServiceParameters,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiIntegration,
  type HttpApiRoute,
} from '../../../../lib/model/index.js';
import { defined } from '../../../../lib/support/defined.js';
import {
  functionArn,
  SERVICE_ROLE,
  stageOf,
  type HttpApiText,
  type HttpAuthorizerText,
  type HttpIntegrationText,
  type HttpRouteText,
  type StageVariables,
} from './http-api-text.js';

/** The API as the model has it: the input of our renderers. */
export function toHttpModel(api: HttpApiText, variables: StageVariables): HttpApi {
  return {
    protocol: 'HTTP',
    id: api.name,
    name: api.name,
    version: '1',
    ...defined({ cors: api.cors }),
    authorizers: Object.entries(api.authorizers ?? {}).map(([name, authorizer]) => toAuthorizer(name, authorizer)),
    routes: Object.entries(api.routes).map(([key, route]) => toRoute(api, key, route)),
    stages: [
      {
        name: stageOf(api),
        autoDeploy: true,
        variables,
        ...defined({
          defaultRouteSettings: api.throttle && { throttle: api.throttle },
          routeSettings:
            api.routeThrottles &&
            Object.entries(api.routeThrottles).map(([key, throttle]) => ({
              routeKey: parseHttpRouteKey(key),
              throttle,
            })),
        }),
      },
    ],
  };
}

function toAuthorizer(name: string, authorizer: HttpAuthorizerText): HttpApiAuthorizer {
  if (authorizer.type === 'JWT') {
    const { identitySource = '$request.header.Authorization', issuer, audience } = authorizer;
    return { type: 'JWT', name, issuer, audience, identitySource: [parseIdentitySource(identitySource, 'HTTP')] };
  }
  return {
    type: 'REQUEST',
    name,
    uri: invocationUri(authorizer.function),
    payloadFormatVersion: authorizer.payloadFormatVersion,
    identitySource: authorizer.identityHeaders.map((header) => ({ kind: 'header', name: header })),
    resultTtlSeconds: authorizer.resultTtlSeconds,
    ...defined({ enableSimpleResponses: authorizer.enableSimpleResponses }),
  };
}

function toRoute(api: HttpApiText, key: string, route: HttpRouteText): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    ...defined({ authorization: toAuthorization(api, route) }),
    integration: toIntegration(route.integration),
  };
}

function toAuthorization(
  { authorizers = {} }: HttpApiText,
  { authorizer, scopes }: HttpRouteText,
): HttpApiAuthorization | undefined {
  if (authorizer === undefined) return undefined;
  if (authorizer === 'AWS_IAM') return { type: 'AWS_IAM' };
  if (authorizers[authorizer]?.type === 'REQUEST') return { type: 'CUSTOM', authorizer };
  return { type: 'JWT', authorizer, ...defined({ scopes }) };
}

function toIntegration(integration: HttpIntegrationText): HttpApiIntegration {
  const { timeoutMs, requestParameters, responseParameters } = integration;
  const settings = defined({
    timeoutMs,
    responseParameters:
      responseParameters &&
      Object.entries(responseParameters).map(([statusCode, mappings]) => ({
        statusCode,
        mappings: parseHttpResponseMappings(mappings),
      })),
  });
  if ('subtype' in integration) {
    return {
      type: 'AWS_SERVICE',
      subtype: integration.subtype,
      parameters: parseServiceParameters(integration.requestParameters),
      credentials: SERVICE_ROLE,
      ...settings,
    };
  }
  const mapped = defined({ requestParameters: requestParameters && parseHttpRequestMappings(requestParameters) });
  if ('function' in integration) {
    const { payloadFormatVersion } = integration;
    return {
      type: 'AWS_PROXY',
      uri: invocationUri(integration.function),
      payloadFormatVersion,
      ...settings,
      ...mapped,
    };
  }
  return { type: 'HTTP_PROXY', httpMethod: integration.httpMethod, uri: integration.uri, ...settings, ...mapped };
}

function invocationUri(name: string): ReturnType<typeof lambdaInvocationUri> {
  return lambdaInvocationUri({ partition: 'aws', region: 'us-east-1' }, functionArn(name));
}

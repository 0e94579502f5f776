import {
  DEFAULT_HTTP_API_TIMEOUT_MS,
  lambdaInvocationUri,
  parseIntegrationUri,
  reference,
  type HttpApi,
  type HttpApiAuthorizer,
  type HttpApiIntegration,
  type HttpApiRoute,
} from '../../model/index.js';

/**
 * An HTTP API without what API Gateway fills in by itself, and with what our classes write in any case: `normalize` makes
 * the same of both. A function that is named by its ARN alone is named by its invocation URI, as our classes name it:
 * API Gateway takes either.
 *
 * Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
 */
export function withoutHttpDefaults(api: HttpApi): HttpApi {
  return { ...api, authorizers: api.authorizers.map(authorizerWith), routes: api.routes.map(routeWithout) };
}

function authorizerWith(authorizer: HttpApiAuthorizer): HttpApiAuthorizer {
  if (authorizer.type === 'JWT') {
    return { ...authorizer, identitySource: authorizer.identitySource ?? [{ kind: 'header', name: 'Authorization' }] };
  }
  const { enableSimpleResponses, ...rest } = authorizer;
  return {
    ...rest,
    resultTtlSeconds: authorizer.resultTtlSeconds ?? 0,
    ...(enableSimpleResponses !== undefined && enableSimpleResponses !== false && { enableSimpleResponses }),
  };
}

function routeWithout({ authorization, integration, ...rest }: HttpApiRoute): HttpApiRoute {
  return {
    ...rest,
    ...(authorization !== undefined && authorization.type !== 'NONE' && { authorization }),
    ...(integration !== undefined && { integration: integrationWithout(integration) }),
  };
}

function integrationWithout({ timeoutMs, ...integration }: HttpApiIntegration): HttpApiIntegration {
  const named =
    integration.type === 'AWS_PROXY' ? { ...integration, uri: invocationUri(integration.uri) } : integration;
  return timeoutMs === undefined || timeoutMs === DEFAULT_HTTP_API_TIMEOUT_MS ? named : { ...named, timeoutMs };
}

/** The invocation URI of a function that a definition names by its ARN, else the URI as it is. */
export function invocationUri(uri: LambdaUri): LambdaUri {
  if (parseIntegrationUri(uri).kind !== 'unknown') return uri;
  const [, partition, region] = typeof uri === 'string' ? (/^arn:([\w-]+):lambda:([\w-]+):/.exec(uri) ?? []) : [];
  if (typeof uri === 'string' && (partition === undefined || region === undefined)) return uri;
  return lambdaInvocationUri(
    { partition: partition ?? reference('AWS::Partition'), region: region ?? reference('AWS::Region') },
    uri,
  );
}

type LambdaUri = Extract<HttpApiIntegration, { readonly type: 'AWS_PROXY' }>['uri'];

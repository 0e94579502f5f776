import type { Authorizer, Integration, Method, RestApi } from '../../model/index.js';

/** An API without what API Gateway fills in by itself: `normalize` makes the same of both. */
export function withoutDefaults(api: RestApi): RestApi {
  return {
    ...api,
    ...(api.authorizers !== undefined && { authorizers: api.authorizers.map(authorizerWithout) }),
    resources: api.resources.map((resource) => ({ ...resource, methods: resource.methods.map(methodWithout) })),
  };
}

function authorizerWithout(authorizer: Authorizer): Authorizer {
  if (authorizer.type === 'COGNITO_USER_POOLS' || authorizer.resultTtlSeconds !== 300) return authorizer;
  const { resultTtlSeconds: _, ...rest } = authorizer;
  return rest;
}

function methodWithout(method: Method): Method {
  const { apiKeyRequired, integration, authorization, ...rest } = method;
  return {
    ...rest,
    ...(apiKeyRequired === true && { apiKeyRequired }),
    ...(authorization !== undefined && authorization.type !== 'NONE' && { authorization }),
    ...(integration !== undefined && { integration: integrationWithout(integration) }),
  };
}

function integrationWithout(integration: Integration): Integration {
  const { passthroughBehavior, timeoutMs, responseTransferMode, requestTemplates, ...rest } = integration;
  return {
    ...rest,
    ...(passthroughBehavior !== undefined && passthroughBehavior !== 'WHEN_NO_MATCH' && { passthroughBehavior }),
    ...(timeoutMs !== undefined && timeoutMs !== 29_000 && { timeoutMs }),
    ...(responseTransferMode !== undefined && responseTransferMode !== 'BUFFERED' && { responseTransferMode }),
    ...(requestTemplates !== undefined && Object.keys(requestTemplates).length > 0 && { requestTemplates }),
  };
}

import { sortBy } from '../../support/sort-by.js';
import type { Document, Method, MethodAuthorization, MethodResponse } from '../../model/index.js';
import { renderIntegration } from './integration.js';
import { representation, unlessEmpty, type Representation } from './representation.js';

/**
 * The representation of GetMethod. `authorizerName` and `requestValidatorName` stand where the control plane has ids,
 * which are no part of a definition.
 */
export function renderMethod(method: Method): Representation {
  const { authorization = { type: 'NONE' }, requestParameters = [], responses = [], integration } = method;
  return representation({
    httpMethod: method.httpMethod,
    authorizationType: authorization.type,
    ...renderAuthorizer(authorization),
    apiKeyRequired: method.apiKeyRequired ?? false,
    operationName: method.operationName,
    requestValidatorName: method.requestValidator,
    requestParameters: unlessEmpty(
      Object.fromEntries(
        requestParameters.map(({ location, name, required }) => [`method.request.${location}.${name}`, required]),
      ),
    ),
    requestModels: unlessEmpty(method.requestModels),
    methodResponses: unlessEmpty(
      Object.fromEntries(
        sortBy(responses, ({ statusCode }) => statusCode).map((response) => [
          response.statusCode,
          renderMethodResponse(response),
        ]),
      ),
    ),
    methodIntegration: integration && renderIntegration(integration),
  });
}

function renderAuthorizer(authorization: MethodAuthorization): Readonly<Record<string, Document | undefined>> {
  switch (authorization.type) {
    case 'NONE':
    case 'AWS_IAM':
      return {};
    case 'CUSTOM':
      return { authorizerName: authorization.authorizer };
    case 'COGNITO_USER_POOLS':
      return { authorizerName: authorization.authorizer, authorizationScopes: unlessEmpty(authorization.scopes) };
  }
}

function renderMethodResponse({ statusCode, responseHeaders = [], responseModels }: MethodResponse): Representation {
  return representation({
    statusCode,
    responseParameters: unlessEmpty(
      Object.fromEntries(responseHeaders.map(({ name, required }) => [`method.response.header.${name}`, required])),
    ),
    responseModels: unlessEmpty(responseModels),
  });
}

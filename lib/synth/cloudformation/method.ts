import {
  pathParameterNames,
  type DocumentObject,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type RequestParameter,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';
import { renderIntegration } from './integration.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export function renderMethod(method: Method, path: string, refer: Refer): DocumentObject {
  const parameters = withPathParameters(method.requestParameters, path);
  return {
    HttpMethod: method.httpMethod,
    ...renderAuthorization(method.authorization ?? { type: 'NONE' }, refer),
    ...defined({
      ApiKeyRequired: method.apiKeyRequired,
      OperationName: method.operationName,
      RequestModels: method.requestModels && renderModels(method.requestModels, refer),
      RequestParameters: parameters && renderParameters(parameters),
      RequestValidatorId:
        method.requestValidator === undefined
          ? undefined
          : referByName(refer, 'request-validator', method.requestValidator),
      Integration: method.integration && renderIntegration(method.integration),
      MethodResponses: method.responses?.map((response) => renderResponse(response, refer)),
    }),
  };
}

function renderAuthorization(authorization: MethodAuthorization, refer: Refer): DocumentObject {
  switch (authorization.type) {
    case 'NONE':
    case 'AWS_IAM':
      return { AuthorizationType: authorization.type };
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS':
      return {
        AuthorizationType: authorization.type,
        AuthorizerId: authorization.authorizerId ?? referByName(refer, 'authorizer', authorization.authorizer),
        ...('scopes' in authorization && { AuthorizationScopes: authorization.scopes ?? [] }),
      };
  }
}

/**
 * The declared parameters and the variables of the path, which an import declares by itself.
 *
 * Assumed: PutMethod does not, and refuses mappings from a variable that is not declared, as users report of its error
 * "Invalid mapping expression parameter specified".
 */
function withPathParameters(
  declared: readonly RequestParameter[] | undefined,
  path: string,
): readonly RequestParameter[] | undefined {
  const missing = pathParameterNames(path)
    .filter((variable) => !declared?.some(({ location, name }) => location === 'path' && name === variable))
    .map((name): RequestParameter => ({ location: 'path', name, required: true }));
  return missing.length === 0 ? declared : [...(declared ?? []), ...missing];
}

function renderParameters(parameters: readonly RequestParameter[]): DocumentObject {
  return Object.fromEntries(
    parameters.map(({ location, name, required }) => [`method.request.${location}.${name}`, required]),
  );
}

function renderModels(models: Readonly<Record<string, string>>, refer: Refer): DocumentObject {
  return Object.fromEntries(
    Object.entries(models).map(([contentType, name]) => [contentType, referByName(refer, 'model', name)]),
  );
}

function renderResponse({ statusCode, responseModels, responseHeaders }: MethodResponse, refer: Refer): DocumentObject {
  return {
    StatusCode: statusCode,
    ...defined({
      ResponseModels: responseModels && renderModels(responseModels, refer),
      ResponseParameters:
        responseHeaders &&
        Object.fromEntries(responseHeaders.map(({ name, required }) => [`method.response.header.${name}`, required])),
    }),
  };
}

import {
  HTTP_METHODS,
  isDocumentObject,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type ParameterLocation,
  type RequestParameter,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readAuthorization, type AuthorizationTypes } from './authorization.js';
import { readIntegration } from './integration.js';
import { nameOf } from './names.js';
import { type Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export function readMethod(resource: ApiResource, context: ReadContext): Method | undefined {
  const { properties } = resource;
  const httpMethod = properties.knownOneOf('HttpMethod', HTTP_METHODS);
  const operationName = properties.text('OperationName');
  const authorization = readMethodAuthorization(properties, context);
  // A flag that cannot be read must not open the method.
  const apiKeyRequired = properties.flag('ApiKeyRequired') ?? (properties.has('ApiKeyRequired') ? true : undefined);
  const requestParameters = readRequestParameters(properties);
  const requestModels = readModelNames(properties, 'RequestModels', context);
  const validator = readValidatorName(properties, context);
  const requestValidator = validator === undefined ? undefined : (unreadableFlag(properties) ?? validator);
  const integration = readIntegration(properties.object('Integration'), httpMethod);
  const responses = properties.objects('MethodResponses')?.flatMap((response) => readMethodResponse(response, context));
  if (httpMethod === undefined) return undefined;
  return {
    httpMethod,
    ...defined({
      operationName,
      authorization,
      apiKeyRequired,
      requestParameters,
      requestModels,
      requestValidator,
      integration,
      responses,
    }),
  };
}

const AUTHORIZATION = {
  of: 'method',
  withAuthorizer: ['CUSTOM', 'COGNITO_USER_POOLS'],
  withScopes: ['COGNITO_USER_POOLS'],
  authorizer: 'AWS::ApiGateway::Authorizer',
} as const satisfies AuthorizationTypes;

/** A method that is a resource of its own may name an authorizer by its id. */
function readMethodAuthorization(properties: Properties, context: ReadContext): MethodAuthorization | undefined {
  const asked = readAuthorization(properties, AUTHORIZATION, context);
  if (asked === undefined || !('authorizer' in asked) || asked.authorizer === '') return asked;
  const authorizerId = properties.value('AuthorizerId');
  const isHere = context.resources.referred(authorizerId, AUTHORIZATION.authorizer) !== undefined;
  return isHere ? asked : { ...asked, ...defined({ authorizerId }) };
}

function readRequestParameters(properties: Properties): readonly RequestParameter[] | undefined {
  const flags = readFlags(properties, 'RequestParameters');
  return flags?.flatMap(([key, required]) => {
    const match = /^method\.request\.(header|querystring|path)\.(.+)$/s.exec(key);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      return [{ location: match[1] as ParameterLocation, name: match[2], required }];
    }
    properties.report(
      'parameter-mapping-invalid',
      'RequestParameters',
      `Cannot read request parameter "${key}": it must be method.request.{header,querystring,path}.<name>`,
    );
    return [];
  });
}

/**
 * A parameter of which nobody knows whether it is required; no validator is the right one then, and the route is refused.
 */
function unreadableFlag(properties: Properties): string | undefined {
  const document = properties.document('RequestParameters');
  const flags = isDocumentObject(document) ? Object.entries(document) : [];
  const unreadable = flags.find(
    ([, flag]) => typeof flag !== 'boolean' && !(typeof flag === 'string' && /^(true|false)$/i.test(flag)),
  );
  if (unreadable === undefined) return undefined;
  const [name] = unreadable;
  properties.report('unresolved-value', 'RequestParameters', `Cannot know whether ${name} is required`);
  return name;
}

/** A map of names to whether they are required; API Gateway takes texts for the booleans too. */
function readFlags(properties: Properties, name: string): readonly [string, boolean][] | undefined {
  const document = properties.document(name);
  if (!isDocumentObject(document)) return undefined;
  return Object.entries(document).map(([key, flag]) => [
    key,
    flag === true || (typeof flag === 'string' && flag.toLowerCase() === 'true'),
  ]);
}

function readModelNames(
  properties: Properties,
  name: string,
  context: ReadContext,
): Readonly<Record<string, string>> | undefined {
  const models = properties.map(name);
  if (models === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(models).map(([contentType, value]) => {
      const model = context.resources.referred(value, 'AWS::ApiGateway::Model');
      return [contentType, model === undefined ? properties.known(value, name) : nameOf(model)];
    }),
  );
}

function readValidatorName(properties: Properties, context: ReadContext): string | undefined {
  const value = properties.value('RequestValidatorId');
  if (value === undefined) return undefined;
  const validator = context.resources.referred(value, 'AWS::ApiGateway::RequestValidator');
  if (validator !== undefined) return nameOf(validator);
  properties.report(
    'unresolved-reference',
    'RequestValidatorId',
    'Cannot find the request validator of the method: its id refers to no validator of this source',
  );
  return properties.known(value, 'RequestValidatorId');
}

function readMethodResponse(properties: Properties, context: ReadContext): readonly MethodResponse[] {
  const statusCode = properties.text('StatusCode');
  const responseModels = readModelNames(properties, 'ResponseModels', context);
  const headers = readFlags(properties, 'ResponseParameters')?.flatMap(([key, required]) => {
    const name = /^method\.response\.header\.(.+)$/s.exec(key)?.[1];
    if (name !== undefined) return [{ name, required }];
    properties.report(
      'parameter-mapping-invalid',
      'ResponseParameters',
      `Cannot read response parameter "${key}": it must be method.response.header.<name>`,
    );
    return [];
  });
  if (statusCode === undefined) return [];
  return [
    {
      statusCode,
      ...defined({ responseModels, responseHeaders: headers }),
    },
  ];
}

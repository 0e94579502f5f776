import { defaultResponseDescription } from '../../formats/openapi.js';
import {
  withIntegrationResponses,
  type Authorizer,
  type Integration,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type RequestParameter,
  type RequestValidator,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { iamAuthorizer } from './authorizer.js';
import { call, code, listOf, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { isStatus, writeCache, writeIntegration } from './integration.js';
import type { WrittenModel } from './models.js';
import type { ValueWriter } from './value-writer.js';

/** What the methods of an API name. */
export interface MethodParts {
  readonly models: ReadonlyMap<string, WrittenModel>;
  readonly authorizers: ReadonlyMap<string, { readonly constant: string; readonly authorizer: Authorizer }>;
  readonly validators: readonly RequestValidator[];
  readonly writer: ValueWriter;
}

/** A method as a statement, and the method that the statement declares. */
export interface WrittenMethod {
  readonly statement: Expression;
  /** It lacks what constructs cannot say. */
  readonly method: Method;
  readonly validator: RequestValidator | undefined;
  /** The names of its models. */
  readonly models: readonly string[];
}

export function writeMethod(path: string, method: Method, parts: MethodParts): WrittenMethod {
  const { writer } = parts;
  const route = { httpMethod: method.httpMethod, path };
  const integrated = method.integration === undefined ? undefined : writeIntegration(method.integration, route, writer);
  const expression = integrated?.expression ?? missingIntegration(path, method, writer);
  const integration: Integration = integrated?.integration ?? { type: 'MOCK' };
  const cache =
    method.integration === undefined || integrated?.isData === true ? undefined : writeCache(method.integration, path);
  const { cacheNamespace, cacheKeyParameters = [] } = method.integration ?? {};
  const cached: Integration =
    cache === undefined ? integration : { ...integration, ...defined({ cacheNamespace }), cacheKeyParameters };
  const requestModels = modelsOf(method.requestModels ?? {}, parts);
  const parameters = parametersOf(method, cached, cache !== undefined);
  const responses = responsesOf(method, integration, parts);
  const access = accessOf(method.authorization, parts);
  const validation = validationOf(method, requestModels.names, parameters.declared, parts);
  const { summary, description, tags } = method.documentation ?? {};
  const props = objectOf({
    operationName: text(method.operationName),
    summary: text(summary),
    description: text(description),
    tags: tags === undefined || tags.length === 0 ? undefined : listOf(tags.map(textOf)),
    authorizer: access.authorizer,
    scopes: access.scopes,
    apiKeyRequired: method.apiKeyRequired === true ? code('true') : undefined,
    parameters: parameters.expression,
    requestModels: requestModels.expression,
    responses: responses.expression,
    validate: validation.expression,
    cache,
  });
  return {
    statement: call(`api.${method.httpMethod.toLowerCase()}`, ...withoutEmptyEnd([textOf(path), expression, props])),
    method: {
      httpMethod: method.httpMethod,
      integration: cached,
      ...defined({
        operationName: method.operationName,
        authorization: access.authorization,
        apiKeyRequired: method.apiKeyRequired,
        requestModels: requestModels.names.length === 0 ? undefined : requestModels.declared,
        requestValidator: validation.validator?.name,
      }),
      requestParameters: parameters.declared,
      ...withIntegrationResponses(responses.declared, integration),
      documentation: defined({ summary, description, tags: tags?.length === 0 ? undefined : tags }),
    },
    validator: validation.validator,
    models: [...requestModels.names, ...responses.models],
  };
}

function missingIntegration(path: string, { httpMethod, operationName }: Method, writer: ValueWriter): Expression {
  return writer.connections.require(
    'integrations',
    operationName ?? `${httpMethod.toLowerCase()} ${path}`,
    `${httpMethod} ${path}`,
  );
}

function modelsOf(
  named: Readonly<Record<string, string>>,
  { models }: MethodParts,
): {
  readonly expression?: Expression;
  readonly declared: Readonly<Record<string, string>>;
  readonly names: readonly string[];
} {
  const known = Object.entries(named).flatMap(([contentType, name]) => {
    const model = models.get(name);
    return model === undefined ? [] : [{ contentType, name, constant: model.constant }];
  });
  return {
    declared: Object.fromEntries(known.map(({ contentType, name }) => [contentType, name])),
    names: known.map(({ name }) => name),
    ...(known.length > 0 && {
      expression: recordOf(known.map(({ contentType, constant }) => [contentType, code(constant)] as const)),
    }),
  };
}

/** Parameters that the cache keys and the mappings of the integration name are declared by the method itself. */
function parametersOf(
  { requestParameters = [] }: Method,
  integration: Integration,
  isCached: boolean,
): { readonly expression?: Expression; readonly declared: readonly RequestParameter[] } {
  const implied = new Map<string, RequestParameter>();
  const imply = (location: 'header' | 'querystring', name: string): void => {
    implied.set(`${location}.${name}`, { location, name, required: false });
  };
  for (const key of isCached ? (integration.cacheKeyParameters ?? []) : []) {
    if (key.kind === 'method.request' && (key.location === 'header' || key.location === 'querystring')) {
      imply(key.location, key.name);
    }
  }
  for (const { source } of integration.requestParameters ?? []) {
    if (source.kind === 'header' || source.kind === 'multivalueheader') imply('header', source.name);
    if (source.kind === 'querystring' || source.kind === 'multivaluequerystring') imply('querystring', source.name);
  }
  const sayable = requestParameters.filter(({ location }) => location !== 'path');
  const written = sayable.filter(({ location, name, required }) => required || !implied.has(`${location}.${name}`));
  for (const { location, name, required } of sayable) implied.set(`${location}.${name}`, { location, name, required });
  return {
    declared: [...implied.values()],
    ...(written.length > 0 && {
      expression: recordOf(
        written.map(({ location, name, required }) => [`${location}.${name}`, code(String(required))] as const),
      ),
    }),
  };
}

function responsesOf(
  { responses = [] }: Method,
  integration: Integration,
  parts: MethodParts,
): {
  readonly expression?: Expression;
  readonly declared: readonly MethodResponse[];
  readonly models: readonly string[];
} {
  const implied = new Map(
    (withIntegrationResponses([], integration).responses ?? []).map((response) => [response.statusCode, response]),
  );
  const written = responses
    .filter(({ statusCode }) => isStatus(statusCode))
    .map((response) => {
      const { statusCode, responseHeaders = [] } = response;
      const models = modelsOf(response.responseModels ?? {}, parts);
      const headers = (implied.get(statusCode)?.responseHeaders ?? []).map(({ name }) => name);
      const own = responseHeaders.map(({ name }) => name).filter((name) => !headers.includes(name));
      const description =
        response.description === defaultResponseDescription(statusCode) || response.description === ''
          ? undefined
          : response.description;
      const declared: MethodResponse = {
        statusCode,
        ...(models.names.length > 0 && { responseModels: models.declared }),
        ...(own.length > 0 && { responseHeaders: own.map((name) => ({ name, required: false })) }),
        ...defined({ description }),
      };
      const isImplied = implied.has(statusCode) && Object.keys(declared).length === 1;
      const expression = objectOf({
        statusCode: code(statusCode),
        description: text(description),
        responseModels: models.expression,
        responseHeaders: own.length === 0 ? undefined : listOf(own.map(textOf)),
      });
      return { declared, isImplied, expression, models: models.names };
    });
  const stated = written.filter(({ isImplied }) => !isImplied);
  return {
    declared: stated.map(({ declared }) => declared),
    models: written.flatMap(({ models }) => models),
    ...(stated.length > 0 && { expression: listOf(stated.map(({ expression }) => expression)) }),
  };
}

function accessOf(
  authorization: MethodAuthorization | undefined,
  { authorizers, writer }: MethodParts,
): { readonly authorizer?: Expression; readonly scopes?: Expression; readonly authorization?: MethodAuthorization } {
  if (authorization === undefined || authorization.type === 'NONE') return {};
  if (authorization.type === 'AWS_IAM') return { authorizer: iamAuthorizer(writer), authorization };
  const known = authorization.authorizerId === undefined ? authorizers.get(authorization.authorizer) : undefined;
  if (known === undefined) {
    const { authorizer } = authorization;
    return { authorizer: writer.connections.require('authorizers', authorizer, authorizer), authorization };
  }
  const { name, type } = known.authorizer;
  const authorizer = code(known.constant);
  if (type !== 'COGNITO_USER_POOLS') return { authorizer, authorization: { type: 'CUSTOM', authorizer: name } };
  const scopes = authorization.type === 'COGNITO_USER_POOLS' ? (authorization.scopes ?? []) : [];
  if (scopes.length === 0) return { authorizer, authorization: { type, authorizer: name } };
  return { authorizer, scopes: listOf(scopes.map(textOf)), authorization: { type, authorizer: name, scopes } };
}

/** A method validates what it declares unless it says otherwise. */
function validationOf(
  { requestValidator }: Method,
  models: readonly string[],
  parameters: readonly RequestParameter[],
  { validators }: MethodParts,
): { readonly expression?: Expression; readonly validator?: RequestValidator } {
  const byItself = { body: models.length > 0, parameters: parameters.some(({ required }) => required) };
  const validator = validators.find(({ name }) => name === requestValidator);
  if (validator === undefined) {
    const props = objectOf({
      body: byItself.body ? code('false') : undefined,
      parameters: byItself.parameters ? code('false') : undefined,
    });
    return props.members.length === 0 ? {} : { expression: props };
  }
  const { name, validateRequestBody: body, validateRequestParameters } = validator;
  const ownName = [body ? 'body' : '', validateRequestParameters ? 'parameters' : ''].filter((part) => part !== '');
  const props = objectOf({
    body: body === byItself.body ? undefined : code(String(body)),
    parameters: validateRequestParameters === byItself.parameters ? undefined : code(String(validateRequestParameters)),
    validatorName: name === ownName.join('-and-') ? undefined : textOf(name),
  });
  return props.members.length === 0 ? { validator } : { expression: props, validator };
}

function text(value: string | undefined): Expression | undefined {
  return value === undefined ? undefined : textOf(value);
}

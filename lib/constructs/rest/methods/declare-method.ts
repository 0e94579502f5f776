import { Token } from 'aws-cdk-lib';
import type {
  HttpMethod,
  Integration,
  Method,
  MethodAuthorization,
  MethodResponse,
  OperationDocumentation,
  ParameterLocation,
  RequestParameter,
  RequestValidator,
  ResponseHeader,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MethodDefaults, MethodProps, MethodResponseProps } from './method-props.js';
import type { Model } from '../model.js';

/** A method as it was declared: its part of the model, and what stages and the API take from it. */
export interface MethodDeclaration {
  readonly path: string;
  readonly method: Method;
  readonly models: readonly Model[];
  readonly validator?: RequestValidator;
  /** The method's own, without the API's defaults. */
  readonly stageSettings: Pick<MethodProps, 'throttle' | 'logging' | 'metrics' | 'cache'>;
}

export function declareMethod(
  route: { readonly httpMethod: HttpMethod; readonly path: string },
  integration: Integration,
  props: MethodProps,
  defaults: MethodDefaults,
  authorization: MethodAuthorization | undefined,
): MethodDeclaration {
  const { httpMethod, path } = route;
  const apiKeyRequired = props.apiKeyRequired ?? (httpMethod === 'OPTIONS' ? undefined : defaults.apiKeyRequired);
  const parameters = declareParameters(props, integration);
  const validator = chooseValidator(props, parameters, props.validate ?? defaults.validate ?? {});
  const { throttle, logging, metrics, cache } = props;
  return {
    path,
    method: {
      httpMethod,
      ...defined({
        operationName: props.operationName,
        authorization,
        apiKeyRequired,
        requestParameters: parameters.length === 0 ? undefined : parameters,
        requestModels: props.requestModels && modelNames(props.requestModels),
        requestValidator: validator?.name,
        documentation: documentationOf(props),
      }),
      integration: cache === undefined ? integration : cached(integration, path, cache.keys ?? []),
      ...defined({ responses: declareResponses(props.responses ?? [], integration) }),
    },
    models: [
      ...Object.values(props.requestModels ?? {}),
      ...(props.responses ?? []).flatMap(({ responseModels = {} }) => Object.values(responseModels)),
    ],
    ...defined({ validator }),
    stageSettings: defined({ throttle, logging, metrics, cache }),
  };
}

/** The parameters named by the method, by its cache keys and by the integration's mappings, each once. */
function declareParameters(props: MethodProps, integration: Integration): readonly RequestParameter[] {
  const parameters = new Map<string, RequestParameter>();
  const declare = (location: ParameterLocation, name: string, required: boolean): void => {
    const key = `${location}.${name}`;
    if (!parameters.has(key)) parameters.set(key, { location, name, required });
  };
  for (const [key, required] of Object.entries(props.parameters ?? {})) {
    const { location, name } = parseParameterKey(key);
    declare(location, name, location === 'path' || required === true);
  }
  for (const key of props.cache?.keys ?? []) {
    const { location, name } = parseParameterKey(key);
    if (location !== 'path') declare(location, name, false);
  }
  for (const { source } of integration.requestParameters ?? []) {
    if (source.kind === 'header' || source.kind === 'multivalueheader') declare('header', source.name, false);
    if (source.kind === 'querystring' || source.kind === 'multivaluequerystring') {
      declare('querystring', source.name, false);
    }
  }
  return [...parameters.values()];
}

function parseParameterKey(key: string): { readonly location: ParameterLocation; readonly name: string } {
  const match = /^(path|querystring|header)\.(.+)$/s.exec(key);
  if (match === null || Token.isUnresolved(key)) {
    throw new SluiceError(
      'invalid-parameter-name',
      `Cannot declare the parameter "${key}": it is path.name, querystring.name or header.name`,
    );
  }
  const [, location, name] = match as unknown as [string, ParameterLocation, string];
  return { location, name };
}

function chooseValidator(
  props: MethodProps,
  parameters: readonly RequestParameter[],
  wanted: { readonly body?: boolean; readonly parameters?: boolean },
): RequestValidator | undefined {
  const validateRequestBody = wanted.body ?? Object.keys(props.requestModels ?? {}).length > 0;
  const validateRequestParameters =
    wanted.parameters ?? parameters.some(({ location, required }) => required && location !== 'path');
  if (!validateRequestBody && !validateRequestParameters) return undefined;
  const name = [validateRequestBody ? 'body' : '', validateRequestParameters ? 'parameters' : ''];
  return { name: name.filter((part) => part !== '').join('-and-'), validateRequestBody, validateRequestParameters };
}

/**
 * A cached method says which entries are its own: an import gives resources new ids, and the id would be the namespace.
 */
function cached(integration: Integration, path: string, keys: readonly string[]): Integration {
  return {
    ...integration,
    cacheNamespace: path,
    cacheKeyParameters: keys.map((key) => ({ kind: 'method.request', ...parseParameterKey(key) })),
  };
}

/** The declared responses with the statuses and headers that the integration's responses bring. */
function declareResponses(
  declared: readonly MethodResponseProps[],
  integration: Integration,
): readonly MethodResponse[] | undefined {
  const responses = new Map<string, { response: MethodResponse; headers: Map<string, ResponseHeader> }>();
  const responseFor = (statusCode: string, response: MethodResponse): Map<string, ResponseHeader> => {
    const known = responses.get(statusCode) ?? { response, headers: new Map<string, ResponseHeader>() };
    responses.set(statusCode, known);
    return known.headers;
  };
  for (const { statusCode, responseModels, responseHeaders = [], description } of declared) {
    const headers = responseFor(String(statusCode), {
      statusCode: String(statusCode),
      ...defined({ responseModels: responseModels && modelNames(responseModels), description }),
    });
    for (const name of responseHeaders) headers.set(name.toLowerCase(), { name, required: false });
  }
  for (const { statusCode, responseParameters = [] } of integration.responses ?? []) {
    const headers = responseFor(statusCode, { statusCode });
    for (const { header } of responseParameters) {
      if (!headers.has(header.toLowerCase())) headers.set(header.toLowerCase(), { name: header, required: false });
    }
  }
  if (responses.size === 0) return undefined;
  return [...responses.values()].map(({ response, headers }) => ({
    ...response,
    ...(headers.size > 0 && { responseHeaders: [...headers.values()] }),
  }));
}

function documentationOf({ summary, description, tags }: MethodProps): OperationDocumentation | undefined {
  const documentation = defined({ summary, description, tags });
  return Object.keys(documentation).length === 0 ? undefined : documentation;
}

function modelNames(models: Readonly<Record<string, Model>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(models).map(([contentType, { name }]) => [contentType, name]));
}

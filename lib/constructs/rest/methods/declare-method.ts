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
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MethodCacheProps, MethodProps } from './method-props.js';
import type { NamedBodyShapes } from './inline-models.js';
import { withIntegrationResponses } from './method-responses.js';
import type { Model } from '../model.js';

/** A method as it was declared: its part of the model, and what stages and the API take from it. */
export interface MethodDeclaration {
  readonly path: string;
  readonly method: Method;
  readonly models: readonly Model[];
  readonly validator?: RequestValidator;
  /** The method's own, without the API's defaults. */
  readonly stageSettings: Pick<MethodProps, 'throttle' | 'logging' | 'metrics'> & {
    readonly cache?: MethodCacheProps;
  };
}

type DeclaredProps = Omit<MethodProps, 'requestModels' | 'responses'> & NamedBodyShapes;

/**
 * @param props with the defaults of the API and of groups
 * @param own without the API's defaults, which a stage writes once for all methods
 */
export function declareMethod(
  route: { readonly httpMethod: HttpMethod; readonly path: string },
  integration: Integration,
  props: DeclaredProps,
  own: MethodProps,
  authorization: MethodAuthorization | undefined,
): MethodDeclaration {
  const { httpMethod, path } = route;
  const cache = props.cache === false ? undefined : props.cache;
  const parameters = declareParameters(props.parameters, cache?.keys, integration);
  const validator = chooseValidator(props, parameters, props.validate ?? {});
  const { throttle, logging, metrics } = own;
  return {
    path,
    method: {
      httpMethod,
      ...defined({
        operationName: props.operationName,
        authorization,
        apiKeyRequired: props.apiKeyRequired,
        requestParameters: parameters.length === 0 ? undefined : parameters,
        requestModels: props.requestModels && modelNames(props.requestModels),
        requestValidator: validator?.name,
        documentation: documentationOf(props),
      }),
      integration: cache === undefined ? integration : cached(integration, path, cache.keys ?? []),
      ...withIntegrationResponses((props.responses ?? []).map(declareResponse), integration),
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
function declareParameters(
  declared: MethodProps['parameters'] = {},
  cacheKeys: readonly string[] = [],
  integration: Integration,
): readonly RequestParameter[] {
  const parameters = new Map<string, RequestParameter>();
  const declare = (location: ParameterLocation, name: string, required: boolean): void => {
    const key = `${location}.${name}`;
    if (!parameters.has(key)) parameters.set(key, { location, name, required });
  };
  for (const [key, required] of Object.entries(declared)) {
    const { location, name } = parseParameterKey(key);
    declare(location, name, location === 'path' || required === true);
  }
  for (const key of cacheKeys) {
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
  props: DeclaredProps,
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

function documentationOf({ summary, description, tags }: DeclaredProps): OperationDocumentation | undefined {
  const documentation = defined({ summary, description, tags });
  return Object.keys(documentation).length === 0 ? undefined : documentation;
}

function declareResponse({ statusCode, responseModels, responseHeaders, description }: NamedResponse): MethodResponse {
  return {
    statusCode: String(statusCode),
    ...defined({
      responseModels: responseModels && modelNames(responseModels),
      responseHeaders: responseHeaders?.map((name) => ({ name, required: false })),
      description,
    }),
  };
}

type NamedResponse = Exclude<NamedBodyShapes['responses'], undefined>[number];

function modelNames(models: Readonly<Record<string, Model>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(models).map(([contentType, { name }]) => [contentType, name]));
}

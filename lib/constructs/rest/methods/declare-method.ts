import {
  withIntegrationResponses,
  type HttpMethod,
  type Integration,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type OperationDocumentation,
  type RequestParameter,
  type RequestValidator,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { DocumentationPart } from '../documentation/documentation-part.js';
import { documentMethod } from '../documentation/method-documentation.js';
import { cacheIntegration, cachedParameters } from './method-cache.js';
import type { MethodCacheProps, MethodProps, ValidationProps } from './method-props.js';
import type { NamedBodyShapes } from './inline-models.js';
import { declareParameters } from './request-parameters.js';
import type { Model } from '../model.js';

/** A declared method: its part of the model, and the parts that stages and the API collect. */
export interface MethodDeclaration {
  readonly path: string;
  readonly method: Method;
  readonly models: readonly Model[];
  readonly documentationParts?: readonly DocumentationPart[];
  readonly validator?: RequestValidator;
  /** The method's own, without the API's defaults. */
  readonly stageSettings: Pick<MethodProps, 'throttle' | 'logging' | 'metrics'> & {
    readonly cache?: MethodCacheProps;
  };
}

type DeclaredProps = Omit<MethodProps, 'requestModels' | 'responses'> & NamedBodyShapes;

/**
 * Makes the model's method of an integration and props.
 *
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
  const parameters = declareParameters(props.parameters, cachedParameters(cache ?? {}), integration);
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
      integration: cache === undefined ? integration : cacheIntegration(integration, route, cache),
      ...withIntegrationResponses((props.responses ?? []).map(declareResponse), integration),
    },
    models: [
      ...Object.values(props.requestModels ?? {}),
      ...(props.responses ?? []).flatMap(({ responseModels = {} }) => Object.values(responseModels)),
    ],
    ...defined({ validator, documentationParts: documentMethod(route, props.docs) }),
    stageSettings: defined({ throttle, logging, metrics, cache }),
  };
}

function chooseValidator(
  props: DeclaredProps,
  parameters: readonly RequestParameter[],
  validate: ValidationProps,
): RequestValidator | undefined {
  const validateRequestBody = validate.body ?? Object.keys(props.requestModels ?? {}).length > 0;
  const validateRequestParameters =
    validate.parameters ?? parameters.some(({ location, required }) => required && location !== 'path');
  const { validatorName } = validate;
  if (validatorName !== undefined) return { name: validatorName, validateRequestBody, validateRequestParameters };
  if (!validateRequestBody && !validateRequestParameters) return undefined;
  const name = [validateRequestBody ? 'body' : '', validateRequestParameters ? 'parameters' : ''];
  return { name: name.filter((part) => part !== '').join('-and-'), validateRequestBody, validateRequestParameters };
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

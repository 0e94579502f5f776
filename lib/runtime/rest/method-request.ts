import type { NormalizedMethod, NormalizedRestApi } from '../../model/normalize.js';
import type { CompiledSchema } from '../../schema/index.js';
import { GatewayFault } from '../fault.js';
import {
  ValidatedInvocation,
  type MeteredInvocation,
  type RequestValidation,
  type RequiredParameter,
} from './invocation.js';
import { mediaTypeOf } from '../request/media-type.js';
import type { NotSimulated } from '../not-simulated.js';
import { checkBody } from '../validation/check-body.js';
import type { RequestModels } from '../validation/request-models.js';

const NO_VALIDATION: RequestValidation = { parameters: [], body: undefined };

/**
 * Checks required parameters, then the body.
 *
 * Observed: parameters come first; all missing ones are in one message, headers before path before query string; no body
 * is invalid wherever a model is set, for GET too.
 * Documented: blank counts as missing
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html); names of headers
 * are compared case-sensitively
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 *
 * @throws {GatewayFault} missing-parameters, invalid-body
 */
export function validateMethodRequest(invocation: MeteredInvocation): ValidatedInvocation {
  const { parameters, body } = invocation.method.validation;
  const missing = parameters.filter((parameter) => isMissing(parameter, invocation));
  if (missing.length > 0) {
    throw new GatewayFault({ kind: 'missing-parameters', names: missing.map(({ name }) => name) });
  }
  const { request } = invocation;
  const mediaType = mediaTypeOf(request.contentType ?? 'application/json');
  const schema = body?.get(mediaType) ?? body?.get('$default');
  if (schema !== undefined) checkBody(schema, request.bodyText);
  return new ValidatedInvocation(invocation, mediaType);
}

function isMissing({ location, name }: RequiredParameter, { request, pathParameters }: MeteredInvocation): boolean {
  switch (location) {
    case 'header':
      return isBlank(request.lastHeaderValues.get(name));
    case 'path':
      return isBlank(Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined);
    case 'querystring':
      return !request.query.some(([key, value]) => key === name && !isBlank(value));
  }
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

/**
 * Compiles what a method's validator asks for. What cannot be compiled refuses the route.
 */
export function compileValidation(
  api: NormalizedRestApi,
  method: NormalizedMethod,
  models: RequestModels,
): { readonly validation: RequestValidation; readonly refusals: readonly NotSimulated[] } {
  if (method.requestValidator === undefined) return { validation: NO_VALIDATION, refusals: [] };
  const validator = api.requestValidators.find(({ name }) => name === method.requestValidator);
  if (validator === undefined) {
    return {
      validation: NO_VALIDATION,
      refusals: [refusal(`the request validator "${method.requestValidator}", which the API does not have`)],
    };
  }
  const parameters = validator.validateRequestParameters ? requiredParameters(method) : [];
  if (!validator.validateRequestBody) return { validation: { parameters, body: undefined }, refusals: [] };
  const body = new Map<string, CompiledSchema>();
  const refusals: NotSimulated[] = [];
  for (const [contentType, modelName] of Object.entries(method.requestModels)) {
    const schema = models.compile(modelName);
    if (typeof schema === 'string') refusals.push(refusal(schema));
    else body.set(contentType === '$default' ? contentType : mediaTypeOf(contentType), schema);
  }
  return { validation: { parameters, body: body.size === 0 ? undefined : body }, refusals };
}

const LOCATION_ORDER = ['header', 'path', 'querystring'] as const;

function requiredParameters(method: NormalizedMethod): readonly RequiredParameter[] {
  return LOCATION_ORDER.flatMap((location) =>
    method.requestParameters
      .filter((parameter) => parameter.location === location && parameter.required)
      .map(({ name }) => ({ location, name })),
  );
}

function refusal(detail: string): NotSimulated {
  return { feature: 'validator', detail, optional: true };
}

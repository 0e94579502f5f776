import { isOpenApi3 } from '../globals.js';
import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { integrationOf, methodDefinitions, normalizeMethod } from './definition-draft.js';
import type { SwaggerDraft } from './swagger-draft.js';

const VALIDATORS = 'x-amazon-apigateway-request-validators';
const VALIDATOR = 'x-amazon-apigateway-request-validator';
const PARAMETER = /^method\.request\.(querystring|path|header)\./;

/** Gives a method the model and the validator of its event's `RequestModel`. */
export function addRequestModel(
  draft: SwaggerDraft,
  path: string,
  method: string,
  requestModel: SamMap,
  models: SamValue | undefined,
): void {
  const model = requestModel.get('Model');
  if (!isTruthy(model)) return;
  if (typeof model !== 'string' || !(models instanceof SamMap) || isIntrinsic(models) || !isTruthy(models.get(model)))
    throw new InvalidDefinition(
      `Cannot give ${method} ${path} the model ${stringOf(model) ?? ''}: the API's Models have none of that name`,
      'RequestModel',
    );
  const name = model.toLowerCase();
  addModelParameter(draft, path, method, name, requestModel.get('Required'));
  const body = requestModel.get('ValidateBody') ?? undefined;
  const parameters = requestModel.get('ValidateParameters') ?? undefined;
  if (body === undefined && parameters === undefined) return;
  addValidator(draft, path, method, asFlag(body ?? false), asFlag(parameters ?? false));
}

/** Declares the parameters of an event's `RequestParameters`, and takes those with `Caching` into the cache key. */
export function addRequestParameters(
  draft: SwaggerDraft,
  path: string,
  method: string,
  declared: readonly SamValue[],
): void {
  const parameters = declared.map(readParameter);
  for (const definition of methodDefinitions(draft, path, method)) {
    const present = definition.getList('parameters') ?? [];
    for (const parameter of parameters) {
      present.push(
        mapOf({ in: parameter.location, name: parameter.name, required: parameter.required, type: 'string' }),
      );
      if (!isTruthy(parameter.caching)) continue;
      const integration = integrationOf(definition);
      integration.set('cacheKeyParameters', [...(integration.getList('cacheKeyParameters') ?? []), parameter.source]);
    }
    definition.set('parameters', present);
  }
}

function addModelParameter(
  draft: SwaggerDraft,
  path: string,
  method: string,
  model: string,
  required: SamValue | undefined,
): void {
  const reference = (section: string): SamMap => mapOf({ $ref: `#/${section}/${model}` });
  for (const definition of methodDefinitions(draft, path, method)) {
    if ((draft.document.get('swagger') ?? null) !== null) {
      const parameter = mapOf({ in: 'body', name: model, schema: reference('definitions') });
      if (required !== undefined && required !== null) parameter.set('required', required);
      definition.set('parameters', [...(definition.getList('parameters') ?? []), parameter]);
    } else if (isOpenApi3(draft.document.get('openapi'))) {
      const schema = mapOf({ schema: reference('components/schemas') });
      const body = mapOf({ content: mapOf({ 'application/json': schema }) });
      if (required !== undefined && required !== null) body.set('required', required);
      definition.set('requestBody', body);
    }
  }
}

function addValidator(draft: SwaggerDraft, path: string, method: string, body: boolean, parameters: boolean): void {
  const name = validatorName(body, parameters);
  const validator = mapOf({ validateRequestBody: body, validateRequestParameters: parameters });
  if (!isTruthy(draft.document.get(VALIDATORS))) draft.document.set(VALIDATORS, new SamMap());
  const validators = draft.document.getMap(VALIDATORS);
  if (!isTruthy(validators?.get(name))) validators?.update(mapOf({ [name]: validator }));
  for (const definition of methodDefinitions(draft, path, normalizeMethod(method)))
    definition.update(mapOf({ [VALIDATOR]: name }));
}

function validatorName(body: boolean, parameters: boolean): string {
  if (body) return parameters ? 'body-and-params' : 'body-only';
  return parameters ? 'params-only' : 'no-validation';
}

function asFlag(value: SamValue): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidDefinition(
    'Cannot add a validator: ValidateBody and ValidateParameters must be true or false',
    'RequestModel',
  );
}

interface DeclaredParameter {
  /** `method.request.querystring.limit`, as the cache key names it. */
  readonly source: string;
  readonly location: string;
  readonly name: string;
  readonly required: SamValue;
  readonly caching: SamValue;
}

function readParameter(declared: SamValue): DeclaredParameter {
  const [source, settings] = declared instanceof SamMap ? ([...declared][0] ?? [null, null]) : [declared, null];
  if (typeof source !== 'string' || !PARAMETER.test(source))
    throw new InvalidDefinition(
      'Cannot declare a request parameter: it must be named as method.request.header.Name, with path or querystring likewise',
      'RequestParameters',
    );
  if (settings !== null && !(settings instanceof SamMap))
    throw new InvalidDefinition(
      `Cannot declare ${source}: beside the name stands a map with Required and Caching`,
      'RequestParameters',
    );
  const [, , location = '', ...rest] = source.split('.');
  return {
    source,
    location: location === 'querystring' ? 'query' : location,
    name: rest.join('.'),
    required: settings?.get('Required') ?? false,
    caching: settings?.get('Caching') ?? false,
  };
}

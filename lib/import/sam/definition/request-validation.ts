import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, isTruthy, mapOf, stringOf, type SamValue } from '../values/sam-value.js';
import { integrationOf, isOpenApi3, methodDefinitions, printRoute, sectionOf, type Route } from './definition.js';

const VALIDATORS = 'x-amazon-apigateway-request-validators';
const VALIDATOR = 'x-amazon-apigateway-request-validator';
const PARAMETER = /^method\.request\.(querystring|path|header)\.(.*)$/s;

/** Gives a method the model and the validator of its event's `RequestModel`. */
export function addRequestModel(
  document: SamMap,
  route: Route,
  requestModel: SamMap,
  models: SamValue | undefined,
): void {
  const model = requestModel.getTrue('Model');
  if (model === undefined) return;
  const name = stringOf(model) ?? '';
  if (!(models instanceof SamMap) || isIntrinsic(models) || !isTruthy(models.get(name)))
    throw new InvalidDefinition(`The API has no model ${name}, which ${printRoute(route)} requires`, 'RequestModel');
  addModelParameter(document, route, name.toLowerCase(), requestModel.get('Required') ?? undefined);
  const body = requestModel.get('ValidateBody') ?? undefined;
  const parameters = requestModel.get('ValidateParameters') ?? undefined;
  if (body !== undefined || parameters !== undefined) addValidator(document, route, body ?? false, parameters ?? false);
}

function addModelParameter(document: SamMap, route: Route, model: string, required: SamValue | undefined): void {
  const reference = (section: string): SamMap => mapOf({ $ref: `#/${section}/${model}` });
  for (const definition of methodDefinitions(document, route)) {
    if ((document.get('swagger') ?? null) !== null) {
      const parameter = mapOf({ in: 'body', name: model, schema: reference('definitions'), required });
      definition.set('parameters', [...(definition.getList('parameters') ?? []), parameter]);
    } else if (isOpenApi3(document.get('openapi'))) {
      const json = mapOf({ schema: reference('components/schemas') });
      definition.set('requestBody', mapOf({ content: mapOf({ 'application/json': json }), required }));
    }
  }
}

function addValidator(document: SamMap, route: Route, body: SamValue, parameters: SamValue): void {
  if (typeof body !== 'boolean' || typeof parameters !== 'boolean')
    throw new InvalidDefinition('ValidateBody and ValidateParameters must be true or false', 'RequestModel');
  const withParameters = parameters ? 'params-only' : 'no-validation';
  const name = body ? (parameters ? 'body-and-params' : 'body-only') : withParameters;
  const validator = mapOf({ validateRequestBody: body, validateRequestParameters: parameters });
  sectionOf(document, VALIDATORS).setDefault(name, validator);
  for (const definition of methodDefinitions(document, route)) definition.set(VALIDATOR, name);
}

/** Declares the parameters of an event's `RequestParameters`, and takes those with `Caching` into the cache key. */
export function addRequestParameters(document: SamMap, route: Route, declared: readonly SamValue[]): void {
  if (declared.length === 0) return;
  const parameters = declared.map(readParameter);
  for (const definition of methodDefinitions(document, route)) {
    const present = definition.getList('parameters') ?? [];
    definition.set('parameters', [...present, ...parameters.map(({ parameter }) => parameter)]);
    const cached = parameters.filter(({ isCached }) => isCached).map(({ source }) => source);
    if (cached.length === 0) continue;
    const integration = integrationOf(definition);
    integration.set('cacheKeyParameters', [...(integration.getList('cacheKeyParameters') ?? []), ...cached]);
  }
}

interface DeclaredParameter {
  /** `method.request.querystring.limit`, as the cache key names it. */
  readonly source: string;
  readonly parameter: SamMap;
  readonly isCached: boolean;
}

function readParameter(declared: SamValue): DeclaredParameter {
  const [source, settings] = declared instanceof SamMap ? ([...declared][0] ?? [null, null]) : [declared, null];
  const [, location, name] = typeof source === 'string' ? (PARAMETER.exec(source) ?? []) : [];
  if (typeof source !== 'string' || location === undefined || name === undefined)
    throw new InvalidDefinition(
      'A request parameter must be named like method.request.header.Name, with path or querystring for header',
      'RequestParameters',
    );
  if (settings !== null && !(settings instanceof SamMap))
    throw new InvalidDefinition(`${source} must be a map of Required and Caching`, 'RequestParameters');
  const parameter = mapOf({
    in: location === 'querystring' ? 'query' : location,
    name,
    required: settings?.get('Required') ?? false,
    type: 'string',
  });
  return { source, parameter, isCached: isTruthy(settings?.get('Caching')) };
}

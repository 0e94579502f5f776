import { integrationOf, methodDefinitions, normalizeMethod } from './definition-draft.js';
import { Dictionary, type SamValue } from './dictionary.js';
import { isOpenApi3 } from './globals.js';
import { isIntrinsic } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';
import type { SwaggerDraft } from './swagger-draft.js';
import { charactersOf, isText, mapText, textOf, type Text } from './text.js';

const VALIDATORS = 'x-amazon-apigateway-request-validators';
const VALIDATOR = 'x-amazon-apigateway-request-validator';
const PARAMETER = /^method\.request\.(querystring|path|header)\./;

/** Gives a method the model and the validator of its event's `RequestModel`. */
export function addRequestModel(
  draft: SwaggerDraft,
  path: Text,
  method: Text,
  requestModel: Dictionary,
  models: SamValue | undefined,
): void {
  const model = requestModel.get('Model');
  if (!isTruthy(model)) return;
  if (!isText(model) || !(models instanceof Dictionary) || isIntrinsic(models) || !isTruthy(models.get(model)))
    throw new InvalidDefinition(
      `Cannot give ${charactersOf(method)} ${charactersOf(path)} the model ${textOf(model) ?? ''}: the API's Models have none of that name`,
      'RequestModel',
    );
  const name = mapText(model, (characters) => characters.toLowerCase());
  addModelParameter(draft, path, method, name, requestModel.get('Required'));
  const body = requestModel.get('ValidateBody') ?? undefined;
  const parameters = requestModel.get('ValidateParameters') ?? undefined;
  if (body === undefined && parameters === undefined) return;
  addValidator(draft, path, method, asFlag(body ?? false), asFlag(parameters ?? false));
}

/** Declares the parameters of an event's `RequestParameters`, and takes those with `Caching` into the cache key. */
export function addRequestParameters(
  draft: SwaggerDraft,
  path: Text,
  method: Text,
  declared: readonly SamValue[],
): void {
  const parameters = declared.map(readParameter);
  for (const definition of methodDefinitions(draft, path, method)) {
    const present = definition.list('parameters') ?? [];
    for (const parameter of parameters) {
      present.push(
        Dictionary.definition([
          ['in', parameter.location],
          ['name', parameter.name],
          ['required', parameter.required],
          ['type', 'string'],
        ]),
      );
      if (!isTruthy(parameter.caching)) continue;
      const integration = integrationOf(definition);
      integration.set('cacheKeyParameters', [...(integration.list('cacheKeyParameters') ?? []), parameter.source]);
    }
    definition.set('parameters', present);
  }
}

function addModelParameter(
  draft: SwaggerDraft,
  path: Text,
  method: Text,
  model: Text,
  required: SamValue | undefined,
): void {
  const reference = (section: string): Dictionary => Dictionary.of({ $ref: `#/${section}/${charactersOf(model)}` });
  for (const definition of methodDefinitions(draft, path, method)) {
    if ((draft.document.get('swagger') ?? null) !== null) {
      const parameter = Dictionary.definition([
        ['in', 'body'],
        ['name', model],
        ['schema', reference('definitions')],
      ]);
      if (required !== undefined && required !== null) parameter.set('required', required);
      definition.set('parameters', [...(definition.list('parameters') ?? []), parameter]);
    } else if (isOpenApi3(draft.document.get('openapi'))) {
      const schema = Dictionary.of({ schema: reference('components/schemas') });
      const body = Dictionary.of({ content: Dictionary.of({ 'application/json': schema }) });
      if (required !== undefined && required !== null) body.set('required', required);
      definition.set('requestBody', body);
    }
  }
}

function addValidator(draft: SwaggerDraft, path: Text, method: Text, body: boolean, parameters: boolean): void {
  const name = validatorName(body, parameters);
  const validator = Dictionary.definition([
    ['validateRequestBody', body],
    ['validateRequestParameters', parameters],
  ]);
  if (!isTruthy(draft.document.get(VALIDATORS))) draft.document.set(VALIDATORS, Dictionary.definition());
  const validators = draft.document.dictionary(VALIDATORS);
  if (!isTruthy(validators?.get(name))) validators?.update(Dictionary.definition([[name, validator]]));
  for (const definition of methodDefinitions(draft, path, normalizeMethod(method)))
    definition.update(Dictionary.definition([[VALIDATOR, name]]));
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
  readonly source: Text;
  readonly location: Text;
  readonly name: Text;
  readonly required: SamValue;
  readonly caching: SamValue;
}

function readParameter(declared: SamValue): DeclaredParameter {
  const [source, settings] =
    declared instanceof Dictionary ? (declared.entries()[0] ?? [null, null]) : [declared, null];
  if (!isText(source) || !PARAMETER.test(charactersOf(source)))
    throw new InvalidDefinition(
      'Cannot declare a request parameter: it must be named as method.request.header.Name, with path or querystring likewise',
      'RequestParameters',
    );
  if (settings !== null && !(settings instanceof Dictionary))
    throw new InvalidDefinition(
      `Cannot declare ${charactersOf(source)}: beside the name stands a map with Required and Caching`,
      'RequestParameters',
    );
  const [, , location = '', ...rest] = charactersOf(source).split('.');
  return {
    source,
    location: location === 'querystring' ? 'query' : mapText(source, () => location),
    name: mapText(source, () => rest.join('.')),
    required: settings?.get('Required') ?? false,
    caching: settings?.get('Caching') ?? false,
  };
}

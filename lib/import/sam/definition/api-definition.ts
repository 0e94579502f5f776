import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { SamMap, isTruthy, mapOf, stringOf, type SamValue } from '../values/sam-value.js';
import { REST, addProperty } from './api-kind.js';
import { readAuthorizers, securityDefinition, type Authorizer } from './authorizer.js';
import { addCors } from './cors.js';
import { isOpenApi3, pathsOf, sectionOf } from './definition.js';
import { addDisabledEndpoint } from './endpoint.js';
import { addGatewayResponses } from './gateway-responses.js';
import { addCustomStatements, addResourcePolicy } from './resource-policy.js';
import { declareApiKey, declareAuthorizer, requireApiKeys, requireDefaultAuthorizer } from './security.js';

const AUTH_MEMBERS = [
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'AddDefaultAuthorizerToCorsPreflight',
  'AddApiKeyRequiredToCorsPreflight',
  'ApiKeyRequired',
  'ResourcePolicy',
  'UsagePlan',
];

/**
 * Adds to the definition of a REST API what the properties of `AWS::Serverless::Api` say, in the translator's order.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 *
 * @returns the definition, or undefined where there is none in the template
 * @throws {InvalidDefinition} when a property requires a definition and there is none in the template
 */
export function completeDefinition(properties: SamMap, partition: string): SamMap | undefined {
  const version = properties.get('OpenApiVersion') ?? null;
  const stage = properties.get('StageName') ?? null;
  addProperty(REST, properties, 'Cors', addCors);
  addProperty(REST, properties, 'Auth', (document, auth) => {
    addAuth(document, requireMap(auth, 'Auth'), partition, stage);
    moveToOpenApi(document, version);
  });
  addProperty(REST, properties, 'GatewayResponses', addGatewayResponses);
  if (isTruthy(properties.get('DefinitionBody')))
    addProperty(REST, properties, 'BinaryMediaTypes', addBinaryMediaTypes);
  addProperty(REST, properties, 'Models', (document, models) => {
    addModels(document, requireMap(models, 'Models'));
    moveToOpenApi(document, version);
  });
  addDisabledEndpoint(REST, properties);
  const definition = properties.getTrue('DefinitionBody');
  if (definition === undefined) return undefined;
  moveToOpenApi(requireMap(definition, 'DefinitionBody'), version);
  return requireMap(definition, 'DefinitionBody');
}

function addAuth(document: SamMap, auth: SamMap, partition: string, stage: SamValue): void {
  checkMembers(auth, AUTH_MEMBERS, 'Auth');
  const authorizers = readAuthorizers(auth);
  for (const [name, authorizer] of authorizers)
    declareAuthorizer(document, name, securityDefinition(authorizer, partition));
  addDefaultAuthorizer(document, auth, authorizers);
  if (isTruthy(auth.get('ApiKeyRequired'))) {
    declareApiKey(document);
    const onPreflight = isTruthy(auth.get('AddApiKeyRequiredToCorsPreflight') ?? true);
    for (const path of pathsOf(document)) requireApiKeys(document, path, onPreflight);
  }
  const given = auth.getTrue('ResourcePolicy');
  if (given === undefined) return;
  const policy = requireMap(given, 'Auth.ResourcePolicy');
  for (const path of pathsOf(document)) addResourcePolicy(document, policy, path, stage);
  addCustomStatements(document, policy);
}

function addDefaultAuthorizer(document: SamMap, auth: SamMap, authorizers: ReadonlyMap<string, Authorizer>): void {
  const given = auth.getTrue('DefaultAuthorizer');
  if (given === undefined) return;
  const name = stringOf(given) ?? '';
  const chosen = authorizers.get(name);
  if (chosen === undefined)
    throw new InvalidDefinition(`Authorizers has no default authorizer ${name}`, 'Auth.DefaultAuthorizer');
  const onPreflight = isTruthy(auth.get('AddDefaultAuthorizerToCorsPreflight') ?? true);
  for (const path of pathsOf(document))
    requireDefaultAuthorizer(document, path, { name, scopes: chosen.scopes }, [...authorizers.keys()], onPreflight);
}

function addBinaryMediaTypes(document: SamMap, types: SamValue): void {
  document.set('x-amazon-apigateway-binary-media-types', withSlashes(types));
}

/** `~1` represents the slash of a media type, as in a JSON pointer. */
function withSlashes(value: SamValue): SamValue {
  if (typeof value === 'string') return value.replaceAll('~1', '/');
  if (Array.isArray(value)) return value.map(withSlashes);
  if (!(value instanceof SamMap)) return value;
  return new SamMap([...value].map(([key, member]) => [key.replaceAll('~1', '/'), withSlashes(member)]));
}

function addModels(document: SamMap, models: SamMap): void {
  for (const [name, schema] of models) {
    if (!(schema instanceof SamMap) || !isTruthy(schema.get('type')))
      throw new InvalidDefinition('A model must be a schema with a type', `Models.${name}`);
    sectionOf(document, 'definitions').set(name.toLowerCase(), schema);
  }
}

/**
 * Moves to OpenAPI 3 what was added in the words of Swagger 2, when the definition or `OpenApiVersion` says that it is
 * one: security schemes, schemas, media types and headers of preflight methods.
 *
 * Observed: the translator does this after `Auth`, after `Models` and at last, and nests the headers each time.
 */
function moveToOpenApi(document: SamMap, version: SamValue): void {
  if ((document.get('swagger') ?? null) !== null) return;
  if (!isOpenApi3(version ?? document.get('openapi'))) return;
  moveToComponents(document, 'securityDefinitions', 'securitySchemes');
  moveToComponents(document, 'definitions', 'schemas');
  for (const item of document.getMap('paths')?.values() ?? []) {
    const options = requireMap(item, 'DefinitionBody.paths').getMap('options');
    options?.delete('produces');
    options?.delete('consumes');
    const headers = options?.getMap('responses')?.getMap('200')?.getMap('headers');
    for (const [name, header] of headers ?? []) headers?.set(name, mapOf({ schema: header }));
  }
}

function moveToComponents(document: SamMap, from: string, to: string): void {
  const section = document.getTrue(from);
  if (section === undefined) return;
  document.set('components', (document.getMap('components') ?? new SamMap()).set(to, section));
  document.delete(from);
}

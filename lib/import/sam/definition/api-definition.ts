import { isOpenApi3 } from '../globals.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { readAuthorizers, securityDefinition, type NamedAuthorizers } from './authorizer.js';
import { addCors } from './cors.js';
import { addGatewayResponses } from './gateway-responses.js';
import { addCustomStatements, addResourcePolicy } from './resource-policy.js';
import { addApiKeyDefinition, setDefaultApiKey, setDefaultAuthorizer } from './security.js';
import { draftSwagger, finishSwagger, type SwaggerDraft } from './swagger-draft.js';

const ENDPOINT_CONFIGURATION = 'x-amazon-apigateway-endpoint-configuration';
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
 * The definition of a REST API with what the properties of `AWS::Serverless::Api` add to it, in the translator's order.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 *
 * @throws {InvalidDefinition} when a property needs a definition and there is none in the template
 */
export function completeDefinition(properties: SamMap, partition: string): SamMap | undefined {
  let definition = properties.get('DefinitionBody');
  const version = properties.get('OpenApiVersion') ?? null;
  const change = (property: string, edit: (draft: SwaggerDraft, value: SamValue) => void): boolean => {
    const value = properties.get(property);
    if (!isTruthy(value)) return false;
    if (!isTruthy(definition))
      throw new InvalidDefinition(`Cannot add ${property}: it needs the definition in DefinitionBody`, property);
    const draft = draftSwagger(definition);
    edit(draft, value);
    definition = finishSwagger(draft);
    return true;
  };
  change('Cors', addCors);
  if (change('Auth', (draft, auth) => addAuth(draft, auth, partition, properties.get('StageName') ?? null)))
    definition = asOpenApi(definition, version);
  change('GatewayResponses', (draft, responses) => addGatewayResponses(draft, asMap(responses, 'GatewayResponses')));
  if (isTruthy(definition)) change('BinaryMediaTypes', addBinaryMediaTypes);
  if (change('Models', (draft, models) => addModels(draft, asMap(models, 'Models'))))
    definition = asOpenApi(definition, version);
  const disabled = properties.get('DisableExecuteApiEndpoint') ?? undefined;
  if (disabled !== undefined) {
    const draft = draftSwagger(definition);
    disableEndpoint(draft.document, disabled);
    definition = finishSwagger(draft);
  }
  return isTruthy(definition) ? asOpenApi(definition, version) : undefined;
}

/** The authorizers that the methods of an API can name. */
export function authorizersOf(auth: SamMap): NamedAuthorizers {
  return readAuthorizers(auth, auth.get('DefaultAuthorizer'));
}

function addAuth(draft: SwaggerDraft, value: SamValue, partition: string, stage: SamValue): void {
  const auth = asMap(value, 'Auth');
  const other = [...auth.keys()].find((key) => !AUTH_MEMBERS.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(`Cannot add Auth: it has no member ${other}, only ${AUTH_MEMBERS.join(', ')}`, 'Auth');
  const authorizers = authorizersOf(auth);
  for (const [name, authorizer] of authorizers)
    draft.securityDefinitions.set(name, securityDefinition(authorizer, partition));
  if (authorizers.length > 0) addDefaultAuthorizer(draft, auth, authorizers);
  if (isTruthy(auth.get('ApiKeyRequired'))) {
    addApiKeyDefinition(draft);
    const onPreflight = isTruthy(auth.get('AddApiKeyRequiredToCorsPreflight') ?? true);
    for (const path of draft.paths.keys()) setDefaultApiKey(draft, path, onPreflight);
  }
  const policy = auth.get('ResourcePolicy');
  if (!isTruthy(policy)) return;
  for (const path of draft.paths.keys()) addResourcePolicy(draft, asMap(policy, 'Auth.ResourcePolicy'), path, stage);
  const statements = asMap(policy, 'Auth.ResourcePolicy').get('CustomStatements');
  if (isTruthy(statements)) addCustomStatements(draft, statements);
}

function addDefaultAuthorizer(draft: SwaggerDraft, auth: SamMap, authorizers: NamedAuthorizers): void {
  const name = auth.get('DefaultAuthorizer');
  if (!isTruthy(name)) return;
  const chosen = authorizers.find(([candidate]) => candidate === name);
  if (typeof name !== 'string' || chosen === undefined)
    throw new InvalidDefinition(
      `Cannot set the default authorizer ${stringOf(name) ?? ''}: Authorizers has none of that name`,
      'Auth.DefaultAuthorizer',
    );
  const names = authorizers.map(([candidate]) => candidate);
  const onPreflight = isTruthy(auth.get('AddDefaultAuthorizerToCorsPreflight') ?? true);
  for (const path of draft.paths.keys()) setDefaultAuthorizer(draft, path, name, chosen[1].scopes, names, onPreflight);
}

/** `~1` stands for the slash of a media type, as in a JSON pointer. */
function addBinaryMediaTypes(draft: SwaggerDraft, types: SamValue): void {
  draft.document.set('x-amazon-apigateway-binary-media-types', withSlashes(types));
}

function withSlashes(value: SamValue): SamValue {
  if (typeof value === 'string') return value.replaceAll('~1', '/');
  if (Array.isArray(value)) return value.map(withSlashes);
  if (!(value instanceof SamMap)) return value;
  return new SamMap([...value].map(([key, member]) => [key.replaceAll('~1', '/'), withSlashes(member)]));
}

function addModels(draft: SwaggerDraft, models: SamMap): void {
  for (const [name, schema] of models) {
    if (!(schema instanceof SamMap) || !isTruthy(schema.get('type')))
      throw new InvalidDefinition('Cannot add the model: its schema has no type', `Models.${name}`);
    draft.definitions.set(name.toLowerCase(), schema);
  }
}

/** In OpenAPI 3 the extension stands with the servers, in Swagger 2 at the root. */
function disableEndpoint(document: SamMap, isDisabled: SamValue): void {
  const targets: SamValue[] = isOpenApi3(document.get('openapi'))
    ? (document.getList('servers') ?? [new SamMap()])
    : [document];
  for (const target of targets) {
    const configuration = asMap(target, 'servers').setDefault(ENDPOINT_CONFIGURATION, new SamMap());
    asMap(configuration, ENDPOINT_CONFIGURATION).set('disableExecuteApiEndpoint', isDisabled);
  }
  if (targets[0] !== document) document.set('servers', targets);
}

/**
 * Moves to OpenAPI 3 what was added in the words of Swagger 2, when the definition or `OpenApiVersion` says that it is
 * one: security schemes, schemas, the preflight methods' media types and headers.
 */
function asOpenApi(definition: SamValue | undefined, version: SamValue): SamMap {
  const document = asMap(definition ?? null, 'DefinitionBody');
  if ((document.get('swagger') ?? null) !== null) return document;
  if (!isOpenApi3(version ?? document.get('openapi'))) return document;
  moveToComponents(document, 'securityDefinitions', 'securitySchemes');
  moveToComponents(document, 'definitions', 'schemas');
  for (const item of document.getMap('paths')?.values() ?? []) {
    const options = asMap(item, 'DefinitionBody.paths').getMap('options');
    if (options === undefined || options.size === 0) continue;
    options.delete('produces');
    options.delete('consumes');
    const headers = options.getMap('responses')?.getMap('200')?.getMap('headers');
    for (const [name, header] of headers ?? []) headers?.set(name, mapOf({ schema: header }));
  }
  return document;
}

function moveToComponents(document: SamMap, from: string, to: string): void {
  const section = document.get(from);
  if (!isTruthy(section)) return;
  const components = document.getMap('components') ?? new SamMap();
  components.set(to, section);
  document.set('components', components);
  document.delete(from);
}

function asMap(value: SamValue, property: string): SamMap {
  if (value instanceof SamMap) return value;
  throw new InvalidDefinition(`Cannot read ${property}: it is no map`, property);
}

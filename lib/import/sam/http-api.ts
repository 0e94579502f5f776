import { authorizerPermission } from './api.js';
import { addHttpCors } from './cors.js';
import { definitionLocation } from './definition-location.js';
import { Dictionary, type SamValue } from './dictionary.js';
import { GeneratedResource } from './generated-resource.js';
import { readHttpAuthorizers, type HttpAuthorizer } from './http-authorizer.js';
import { expandHttpDomain } from './http-domain.js';
import { setDefaultRouteAuthorizer } from './http-security.js';
import { isNoValue, ref } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { hashedLogicalId, isAlphanumeric } from './logical-id.js';
import { draftOpenApi, finishOpenApi, isOpenApi, type OpenApiDraft } from './openapi-draft.js';
import { resolveParameters } from './parameters.js';
import { areEqual, isTruthy } from './sam-value.js';
import { propagateTags } from './tags.js';
import { charactersOf, textOf } from './text.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from './translation.js';

const CREATED_BY = 'httpapi:createdBy';
const DEFAULT_STAGE = '$default';
const AUTH_MEMBERS = ['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'];

/** The parts of an HTTP or WebSocket API that a template can refer to. */
export const HTTP_API_PARTS: Readonly<Record<string, string>> = {
  Stage: 'AWS::ApiGatewayV2::Stage',
  DomainName: 'AWS::ApiGatewayV2::DomainName',
};

/**
 * `AWS::Serverless::HttpApi`: the HTTP API with its definition, and a stage that deploys by itself.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function expandHttpApi(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  for (const name of ['CorsConfiguration', 'Domain']) {
    const value = properties.get(name);
    if (value !== undefined) properties.set(name, resolveParameters(value, translation.parameters));
  }
  const auth = properties.dictionary('Auth');
  const authorizers = auth === undefined ? undefined : readHttpAuthorizers(auth, translation.partition);
  const api = new GeneratedResource(
    sam.logicalId,
    'AWS::ApiGatewayV2::Api',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  setDefinition(translation, sam, api, completeDefinition(properties, auth, authorizers));
  const resources = [
    api,
    ...permissions(sam, authorizers),
    ...expandHttpDomain(translation.recordSetGroups, sam, CREATED_BY),
    stageOf(sam),
  ];
  propagateTags(resources, properties.get('Tags'), properties.has('DefinitionBody'));
  return resources;
}

function completeDefinition(
  properties: Dictionary,
  auth: Dictionary | undefined,
  authorizers: ReadonlyMap<string, HttpAuthorizer> | undefined,
): Dictionary | undefined {
  let definition = properties.get('DefinitionBody');
  const change = (property: string, edit: (draft: OpenApiDraft) => void): void => {
    if (!isTruthy(definition))
      throw new InvalidDefinition(`Cannot add ${property}: it needs the definition in DefinitionBody`, property);
    const draft = draftOpenApi(definition);
    edit(draft);
    definition = finishOpenApi(draft);
  };
  const cors = properties.get('CorsConfiguration');
  if (isTruthy(cors)) change('CorsConfiguration', (draft) => addHttpCors(draft, cors));
  if (auth !== undefined && auth.size > 0 && authorizers !== undefined)
    change('Auth', (draft) => addAuth(draft, auth, authorizers));
  if (isOpenApi(definition)) change('Tags', (draft) => addTags(draft, tagsOf(properties)));
  const disabled = properties.get('DisableExecuteApiEndpoint') ?? undefined;
  if (disabled !== undefined) change('DisableExecuteApiEndpoint', (draft) => disableEndpoint(draft.document, disabled));
  const name = properties.get('Name');
  if (isTruthy(name)) change('Name', (draft) => setTitle(draft.info, name));
  const description = properties.get('Description');
  if (isTruthy(description)) change('Description', (draft) => setDescription(draft.info, description));
  if (!(definition instanceof Dictionary) || definition.size === 0) return undefined;
  if (isTruthy(properties.get('FailOnWarnings'))) moveDefaultPath(definition);
  return definition;
}

function addAuth(draft: OpenApiDraft, auth: Dictionary, authorizers: ReadonlyMap<string, HttpAuthorizer>): void {
  const other = auth
    .keys()
    .map(charactersOf)
    .find((key) => !AUTH_MEMBERS.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(`Cannot add Auth: it has no member ${other}, only ${AUTH_MEMBERS.join(', ')}`, 'Auth');
  for (const { name, scheme } of authorizers.values()) draft.securitySchemes.set(name, scheme);
  const chosen = auth.get('DefaultAuthorizer');
  if (!isTruthy(chosen) || isNoValue(chosen)) return;
  const authorizer = authorizers.get(textOf(chosen) ?? '');
  if (authorizer === undefined)
    throw new InvalidDefinition(
      `Cannot set the default authorizer ${textOf(chosen) ?? ''}: Authorizers has none of that name`,
      'Auth.DefaultAuthorizer',
    );
  for (const path of draft.paths.keys()) setDefaultRouteAuthorizer(draft, path, authorizer.name, authorizer.scopes);
}

/** The tags of the API with that of the translator, which the stage gets too. */
function tagsOf(properties: Dictionary): Dictionary {
  const present = properties.get('Tags');
  const tags = present instanceof Dictionary && present.size > 0 ? present : new Dictionary('insertion');
  tags.set(CREATED_BY, 'SAM');
  properties.set('Tags', tags);
  return tags;
}

function addTags(draft: OpenApiDraft, tags: Dictionary): void {
  for (const [name, value] of tags.entries()) {
    const present = draft.tags.find((tag) => tag instanceof Dictionary && tag.text('name') === charactersOf(name));
    if (present instanceof Dictionary) present.set('x-amazon-apigateway-tag-value', value);
    else
      draft.tags.push(
        Dictionary.definition([
          ['name', name],
          ['x-amazon-apigateway-tag-value', value],
        ]),
      );
  }
}

function disableEndpoint(document: Dictionary, isDisabled: SamValue): void {
  const servers = document.list('servers') ?? [Dictionary.definition()];
  for (const server of servers) {
    if (!(server instanceof Dictionary))
      throw new InvalidDefinition(
        'Cannot disable the endpoint: a server of the definition is no map',
        'DefinitionBody',
      );
    const configuration =
      server.dictionary('x-amazon-apigateway-endpoint-configuration') ?? new Dictionary('insertion');
    configuration.set('disableExecuteApiEndpoint', isDisabled);
    server.set('x-amazon-apigateway-endpoint-configuration', configuration);
  }
  document.set('servers', servers);
}

function setTitle(info: Dictionary, name: SamValue): void {
  if (!areEqual(info.get('title'), ref('AWS::StackName')))
    throw new InvalidDefinition('Cannot set Name: the definition has a title of its own', 'Name');
  info.set('title', name);
}

function setDescription(info: Dictionary, description: SamValue): void {
  if (isTruthy(info.get('description')))
    throw new InvalidDefinition('Cannot set Description: the definition has one of its own', 'Description');
  info.set('description', description);
}

/** `$default` without a slash is a warning of the import, which `FailOnWarnings` would make an error. */
function moveDefaultPath(definition: Dictionary): void {
  const paths = definition.dictionary('paths');
  const item = paths?.get(DEFAULT_STAGE);
  if (paths === undefined || item === undefined) return;
  paths.delete(DEFAULT_STAGE);
  paths.set(`/${DEFAULT_STAGE}`, item);
}

function setDefinition(
  translation: Translation,
  sam: SamResource,
  api: GeneratedResource,
  definition: Dictionary | undefined,
): void {
  const { properties } = sam;
  const uri = properties.get('DefinitionUri');
  if (isTruthy(uri) && isTruthy(properties.get('DefinitionBody')))
    throw new InvalidDefinition(
      'Cannot choose a definition: there are DefinitionUri and DefinitionBody',
      'DefinitionUri',
    );
  const failOnWarnings = properties.get('FailOnWarnings');
  if (isTruthy(uri)) api.set('BodyS3Location', definitionLocation(translation, sam, uri));
  else if (definition !== undefined) api.set('Body', definition);
  else throw new InvalidDefinition('Cannot make the API: it has no definition and no event names it', 'DefinitionBody');
  if (isTruthy(failOnWarnings)) api.set('FailOnWarnings', failOnWarnings);
}

function permissions(
  sam: SamResource,
  authorizers: ReadonlyMap<string, HttpAuthorizer> | undefined,
): GeneratedResource[] {
  return [...(authorizers?.values() ?? [])].flatMap(({ name, permittedFunction }) => {
    if (permittedFunction === undefined) return [];
    const logicalId = `${charactersOf(sam.logicalId)}${charactersOf(name)}AuthorizerPermission`;
    return [authorizerPermission(logicalId, sam, permittedFunction, '${AWS::Partition}')];
  });
}

function stageOf(sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const given = properties.get('StageName');
  const name = isTruthy(given) ? given : DEFAULT_STAGE;
  const stage = new GeneratedResource(
    stageLogicalId(charactersOf(sam.logicalId), textOf(name) ?? ''),
    'AWS::ApiGatewayV2::Stage',
    passedOnAttributes(sam.resource),
  )
    .set('ApiId', ref(sam.logicalId))
    .set('StageName', name);
  for (const property of ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Tags'])
    stage.set(property, properties.get(property));
  return stage.set('AutoDeploy', true);
}

function stageLogicalId(api: string, name: string): string {
  if (isAlphanumeric(name)) return `${api}${name}Stage`;
  return name === DEFAULT_STAGE ? `${api}ApiGatewayDefaultStage` : hashedLogicalId(`${api}Stage`, name);
}

import { isNoValue, ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, areEqual, type SamValue } from '../values/sam-value.js';
import { addHttpCors } from './cors.js';
import type { HttpAuthorizer } from './http-authorizer.js';
import { setDefaultRouteAuthorizer } from './http-security.js';
import { draftOpenApi, finishOpenApi, isOpenApi, type OpenApiDraft } from './openapi-draft.js';

/** The tag that the translator leaves on what it makes. */
export const CREATED_BY = 'httpapi:createdBy';
const DEFAULT_PATH = '$default';
const AUTH_MEMBERS = ['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'];

/**
 * The definition of an HTTP API with what the properties of `AWS::Serverless::HttpApi` add to it, in the translator's
 * order.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 *
 * @throws {InvalidDefinition} when a property needs a definition and there is none in the template
 */
export function completeHttpDefinition(
  properties: SamMap,
  auth: SamMap | undefined,
  authorizers: ReadonlyMap<string, HttpAuthorizer> | undefined,
): SamMap | undefined {
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
  if (!(definition instanceof SamMap) || definition.size === 0) return undefined;
  if (isTruthy(properties.get('FailOnWarnings'))) moveDefaultPath(definition);
  return definition;
}

function addAuth(draft: OpenApiDraft, auth: SamMap, authorizers: ReadonlyMap<string, HttpAuthorizer>): void {
  const other = [...auth.keys()].find((key) => !AUTH_MEMBERS.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(`Cannot add Auth: it has no member ${other}, only ${AUTH_MEMBERS.join(', ')}`, 'Auth');
  for (const { name, scheme } of authorizers.values()) draft.securitySchemes.set(name, scheme);
  const chosen = auth.get('DefaultAuthorizer');
  if (!isTruthy(chosen) || isNoValue(chosen)) return;
  const authorizer = authorizers.get(stringOf(chosen) ?? '');
  if (authorizer === undefined)
    throw new InvalidDefinition(
      `Cannot set the default authorizer ${stringOf(chosen) ?? ''}: Authorizers has none of that name`,
      'Auth.DefaultAuthorizer',
    );
  for (const path of draft.paths.keys()) setDefaultRouteAuthorizer(draft, path, authorizer.name, authorizer.scopes);
}

/** The tags of the API with that of the translator, which the stage gets too. */
function tagsOf(properties: SamMap): SamMap {
  const present = properties.get('Tags');
  const tags = present instanceof SamMap && present.size > 0 ? present : new SamMap();
  tags.set(CREATED_BY, 'SAM');
  properties.set('Tags', tags);
  return tags;
}

function addTags(draft: OpenApiDraft, tags: SamMap): void {
  for (const [name, value] of tags) {
    const present = draft.tags.find((tag) => tag instanceof SamMap && tag.getString('name') === name);
    if (present instanceof SamMap) present.set('x-amazon-apigateway-tag-value', value);
    else draft.tags.push(mapOf({ name: name, 'x-amazon-apigateway-tag-value': value }));
  }
}

function disableEndpoint(document: SamMap, isDisabled: SamValue): void {
  const servers = document.getList('servers') ?? [new SamMap()];
  for (const server of servers) {
    if (!(server instanceof SamMap))
      throw new InvalidDefinition(
        'Cannot disable the endpoint: a server of the definition is no map',
        'DefinitionBody',
      );
    const configuration = server.getMap('x-amazon-apigateway-endpoint-configuration') ?? new SamMap();
    configuration.set('disableExecuteApiEndpoint', isDisabled);
    server.set('x-amazon-apigateway-endpoint-configuration', configuration);
  }
  document.set('servers', servers);
}

function setTitle(info: SamMap, name: SamValue): void {
  if (!areEqual(info.get('title'), ref('AWS::StackName')))
    throw new InvalidDefinition('Cannot set Name: the definition has a title of its own', 'Name');
  info.set('title', name);
}

function setDescription(info: SamMap, description: SamValue): void {
  if (isTruthy(info.get('description')))
    throw new InvalidDefinition('Cannot set Description: the definition has one of its own', 'Description');
  info.set('description', description);
}

/** `$default` without a slash is a warning of the import, which `FailOnWarnings` would make an error. */
function moveDefaultPath(definition: SamMap): void {
  const paths = definition.getMap('paths');
  const item = paths?.get(DEFAULT_PATH);
  if (paths === undefined || item === undefined) return;
  paths.delete(DEFAULT_PATH);
  paths.set(`/${DEFAULT_PATH}`, item);
}

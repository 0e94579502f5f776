import { addHttpCors } from './cors.js';
import { Dictionary, type SamValue } from './dictionary.js';
import type { HttpAuthorizer } from './http-authorizer.js';
import { setDefaultRouteAuthorizer } from './http-security.js';
import { isNoValue, ref } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { draftOpenApi, finishOpenApi, isOpenApi, type OpenApiDraft } from './openapi-draft.js';
import { areEqual, isTruthy } from './sam-value.js';
import { charactersOf, textOf } from './text.js';

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
  const item = paths?.get(DEFAULT_PATH);
  if (paths === undefined || item === undefined) return;
  paths.delete(DEFAULT_PATH);
  paths.set(`/${DEFAULT_PATH}`, item);
}

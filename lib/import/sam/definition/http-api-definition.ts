import { isNoValue, ref } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { SamMap, areEqual, isTruthy, mapOf, stringOf, type SamValue } from '../values/sam-value.js';
import { HTTP, addProperty } from './api-kind.js';
import { pathsOf, sectionOf } from './definition.js';
import { addDisabledEndpoint } from './endpoint.js';
import type { HttpAuthorizer } from './http-authorizer.js';
import { addHttpCors } from './http-cors.js';
import { requireDefaultRouteAuthorizer } from './security.js';

/** The tag that the translator leaves on what it makes. */
export const CREATED_BY = 'httpapi:createdBy';
const DEFAULT_PATH = '$default';
const AUTH_MEMBERS = ['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'];

/**
 * Adds to the definition of an HTTP API what the properties of `AWS::Serverless::HttpApi` say, in the translator's order.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 *
 * @returns the definition, or undefined where there is none in the template
 * @throws {InvalidDefinition} when a property requires a definition and there is none in the template
 */
export function completeHttpDefinition(
  properties: SamMap,
  authorizers: ReadonlyMap<string, HttpAuthorizer>,
): SamMap | undefined {
  addProperty(HTTP, properties, 'CorsConfiguration', addHttpCors);
  addProperty(HTTP, properties, 'Auth', (document, auth) => {
    addAuth(document, requireMap(auth, 'Auth'), authorizers);
  });
  if (HTTP.isDefinition(properties.get('DefinitionBody'))) {
    sectionOf(properties, 'Tags').set(CREATED_BY, 'SAM');
    addProperty(HTTP, properties, 'Tags', addTags);
  }
  addDisabledEndpoint(HTTP, properties);
  addProperty(HTTP, properties, 'Name', setTitle);
  addProperty(HTTP, properties, 'Description', setDescription);
  const definition = properties.getMap('DefinitionBody');
  if (!isTruthy(definition)) return undefined;
  if (isTruthy(properties.get('FailOnWarnings'))) moveDefaultPath(definition);
  return definition;
}

function addAuth(document: SamMap, auth: SamMap, authorizers: ReadonlyMap<string, HttpAuthorizer>): void {
  checkMembers(auth, AUTH_MEMBERS, 'Auth');
  for (const [name, { scheme }] of authorizers)
    sectionOf(sectionOf(document, 'components'), 'securitySchemes').set(name, scheme);
  const chosen = auth.getTrue('DefaultAuthorizer');
  if (chosen === undefined || isNoValue(chosen)) return;
  const name = stringOf(chosen) ?? '';
  const authorizer = authorizers.get(name);
  if (authorizer === undefined)
    throw new InvalidDefinition(`Authorizers has no default authorizer ${name}`, 'Auth.DefaultAuthorizer');
  for (const path of pathsOf(document))
    requireDefaultRouteAuthorizer(document, path, { name, scopes: authorizer.scopes });
}

function addTags(document: SamMap, tags: SamValue): void {
  const present = document.getTrue('tags') ?? [];
  if (!Array.isArray(present))
    throw new InvalidDefinition('The tags of the definition must be a list', 'DefinitionBody');
  for (const [name, value] of tags instanceof SamMap ? tags : []) {
    const own = present.find((tag) => tag instanceof SamMap && tag.get('name') === name);
    if (own instanceof SamMap) own.set('x-amazon-apigateway-tag-value', value);
    else present.push(mapOf({ name, 'x-amazon-apigateway-tag-value': value }));
  }
  document.set('tags', present);
}

function setTitle(document: SamMap, name: SamValue): void {
  const info = sectionOf(document, 'info');
  if (!areEqual(info.get('title') ?? null, ref('AWS::StackName')))
    throw new InvalidDefinition('Name cannot be set: the definition has a title of its own', 'Name');
  info.set('title', name);
}

function setDescription(document: SamMap, description: SamValue): void {
  const info = sectionOf(document, 'info');
  if (isTruthy(info.get('description')))
    throw new InvalidDefinition('Description cannot be set: the definition has one of its own', 'Description');
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

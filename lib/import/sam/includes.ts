import type { Json } from '../../model/json.js';
import { asMap, type JsonMap } from './values/json-map.js';

/** What `expandSam` reads beside the template: a parsed document, or nothing when there is no such file. */
export type ReadFile = (relative: string) => unknown;

/**
 * Puts the documents in that a template includes by `AWS::Include`, which CloudFormation does before SAM, and the local
 * files that `DefinitionUri` names, which packaging would have put into S3.
 *
 * What lies in S3, or is no file beside the template, stays as it is.
 *
 * @param missing told of each include whose file is not there
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
 */
export function inlineFiles(template: JsonMap, readFile: ReadFile, missing: (location: string) => void): JsonMap {
  const inlined = asMap(inline(template, readFile, missing)) ?? template;
  const resources = asMap(inlined.Resources);
  if (resources === undefined) return inlined;
  const complete = Object.entries(resources).map(([id, resource]) => [id, inlineDefinition(resource, readFile)]);
  return { ...inlined, Resources: Object.fromEntries(complete) as Json };
}

function inline(value: Json, readFile: ReadFile, missing: (location: string) => void): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => inline(item, readFile, missing));
  const map = asMap(value);
  if (map === undefined) return value;
  const { 'Fn::Transform': transform, ...siblings } = map;
  const location = includedLocation(transform);
  const members = Object.fromEntries(
    Object.entries(location === undefined ? map : siblings).map(([key, member]) => [
      key,
      inline(member, readFile, missing),
    ]),
  );
  if (location === undefined) return members;
  const included = readFile(location);
  // What is included cannot include in turn.
  if (isJson(included)) return asMap(included) === undefined ? included : { ...members, ...asMap(included) };
  missing(location);
  return { ...members, ...(transform !== undefined && { 'Fn::Transform': transform }) };
}

/** A path beside the template; anything else is fetched by CloudFormation from S3. */
function includedLocation(transform: Json | undefined): string | undefined {
  const call = asMap(transform);
  const location = asMap(call?.Parameters)?.Location;
  return call?.Name === 'AWS::Include' && typeof location === 'string' && isLocal(location) ? location : undefined;
}

function inlineDefinition(resource: Json, readFile: ReadFile): Json {
  const map = asMap(resource);
  const properties = asMap(map?.Properties);
  const uri = properties?.DefinitionUri;
  const type = map?.Type;
  if (properties === undefined || typeof uri !== 'string' || !isLocal(uri)) return resource;
  if (type !== 'AWS::Serverless::Api' && type !== 'AWS::Serverless::HttpApi') return resource;
  const document = readFile(uri);
  if (!isJson(document)) return resource;
  const { DefinitionUri: _, ...others } = properties;
  return { ...map, Properties: { ...others, DefinitionBody: document } };
}

function isLocal(location: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(location);
}

function isJson(document: unknown): document is Json {
  return document !== undefined && document !== null;
}

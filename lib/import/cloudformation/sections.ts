import type { Json, JsonObject } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { strayMembers } from './resource-attributes.js';
import { intendedType } from './resource-types.js';

/** A template taken apart, without any of its functions evaluated. */
export interface Sections {
  readonly transforms: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly rules: JsonObject;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: JsonObject;
}

export interface Parameter {
  readonly type: string;
  readonly default?: Json;
  readonly allowedValues?: readonly Json[];
}

export interface TemplateResource {
  readonly type: string;
  readonly properties: Json;
  readonly condition?: string;
  readonly metadata: JsonObject;
}

/**
 * Takes a template apart. What has not the shape of its section is left out: CloudFormation refuses such a template, and
 * there is nothing in it to serve.
 */
export function readSections(template: JsonObject): Sections {
  return {
    transforms: [template.Transform ?? []]
      .flat()
      .map((transform) => (isObject(transform) ? transform.Name : transform))
      .filter((name) => typeof name === 'string'),
    parameters: mapObjects(template.Parameters, readParameter),
    mappings: section(template.Mappings),
    conditions: section(template.Conditions),
    rules: section(template.Rules),
    resources: mapObjects(template.Resources, readResource),
    outputs: section(template.Outputs),
  };
}

function readParameter(parameter: JsonObject): Parameter {
  return {
    type: typeof parameter.Type === 'string' ? parameter.Type : 'String',
    ...(parameter.Default !== undefined && { default: parameter.Default }),
    ...(isList(parameter.AllowedValues) && { allowedValues: parameter.AllowedValues }),
  };
}

function readResource(resource: JsonObject): TemplateResource | undefined {
  if (typeof resource.Type !== 'string') return undefined;
  const type = intendedType(resource.Type) ?? resource.Type;
  return {
    type,
    properties: readProperties(type, resource),
    ...(typeof resource.Condition === 'string' && { condition: resource.Condition }),
    metadata: section(resource.Metadata),
  };
}

/** What stands beside the properties of a part of an API was meant to be among them: it may ask for access control. */
function readProperties(type: string, resource: JsonObject): Json {
  const { Properties = {} } = resource;
  if (!type.startsWith('AWS::ApiGateway') || !isObject(Properties)) return Properties;
  return { ...strayMembers(resource), ...Properties };
}

function section(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function mapObjects<T>(value: Json | undefined, read: (entry: JsonObject) => T | undefined): Record<string, T> {
  const entries: [string, T][] = [];
  for (const [key, entry] of Object.entries(section(value))) {
    const result = isObject(entry) ? read(entry) : undefined;
    if (result !== undefined) entries.push([key, result]);
  }
  return Object.fromEntries(entries);
}

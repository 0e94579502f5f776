import {
  API_GATEWAY_RESOURCES,
  isListShape,
  isMapShape,
  type PropertyShape,
  type PropertyTable,
} from '../../lib/formats/cloudformation.js';
import { isObject } from '../../lib/support/is-object.js';
import { resourcesOf, type SynthesizedTemplate } from '../constructs/synthesize.js';

const NAMESPACE = 'AWS::ApiGatewayV2::';

/** The properties of each resource of AWS::ApiGatewayV2, by its name in the namespace. */
export const API_GATEWAY_V2_TABLES: Readonly<Record<string, PropertyTable>> = Object.fromEntries(
  Object.entries(API_GATEWAY_RESOURCES).flatMap(([type, table]) =>
    type.startsWith(NAMESPACE) ? [[type.slice(NAMESPACE.length), table] as const] : [],
  ),
);

/** The properties that no template sets: `Api.CorsConfiguration.AllowOrigins`; a resource that none has stands by its name. */
export function unsetProperties(templates: readonly SynthesizedTemplate[]): readonly string[] {
  return Object.entries(API_GATEWAY_V2_TABLES)
    .flatMap(([name, table]) => {
      const resources = templates.flatMap((template) => resourcesOf(template, NAMESPACE + name));
      if (resources.length === 0) return [name];
      const set = new Set(resources.flatMap(({ Properties }) => [...pathsOf(Properties)]));
      return propertiesOf(table)
        .filter((property) => !set.has(property))
        .map((property) => `${name}.${property}`);
    })
    .sort();
}

/** The paths of a shape's properties: `CorsConfiguration.AllowOrigins`. */
function propertiesOf(shape: PropertyShape): readonly string[] {
  if (typeof shape === 'string') return [];
  if (isListShape(shape) || isMapShape(shape)) return propertiesOf(shape.of);
  return Object.entries(shape).flatMap(([name, below]) => {
    const paths = propertiesOf(below);
    return paths.length === 0 ? [name] : paths.map((path) => `${name}.${path}`);
  });
}

/** The paths of what a template sets, objects in lists without their places. */
function* pathsOf(value: unknown, path = ''): Generator<string> {
  if (path !== '') yield path;
  if (Array.isArray(value)) for (const item of value) yield* pathsOf(item, path);
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) yield* pathsOf(member, path === '' ? name : `${path}.${name}`);
  }
}

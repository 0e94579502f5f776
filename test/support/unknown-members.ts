import {
  API_GATEWAY_RESOURCES,
  isApiGatewayResourceType,
  isListShape,
  isMapShape,
  type PropertyTable,
} from '../../lib/formats/cloudformation.js';
import type { Diagnostic, Json } from '../../lib/model/index.js';
import { isObject } from '../../lib/support/is-object.js';

const UNKNOWN = 'NoSuchProperty';

/**
 * Adds a property that CloudFormation does not know to every object in the properties of API Gateway's resources. A reader
 * that reports all of them drops no property in silence: it looks through every object for what it did not take.
 *
 * @returns the template, and where the properties were added: `LogicalId.Property[0].NoSuchProperty`
 */
export function withUnknownMembers(template: Json): { readonly template: Json; readonly added: readonly string[] } {
  const copy = structuredClone<Json>(template);
  const added: string[] = [];
  const resources = isObject(copy) && isObject(copy.Resources) ? copy.Resources : {};
  for (const [id, resource] of Object.entries(resources)) {
    if (!isObject(resource) || typeof resource.Type !== 'string' || !isApiGatewayResourceType(resource.Type)) continue;
    if (isObject(resource.Properties)) addTo(resource.Properties, API_GATEWAY_RESOURCES[resource.Type], id, added);
  }
  return { template: copy, added };
}

/** The added properties that no finding is about, nor about an object or a resource that they are in. */
export function unreportedMembers(added: readonly string[], diagnostics: readonly Diagnostic[]): readonly string[] {
  const reported = new Set(
    diagnostics
      .filter(({ code, place }) => place.property !== undefined || WHOLE_RESOURCE.has(code))
      .map(({ place: { element, property } }) => [element, property].filter((part) => part !== undefined).join('.')),
  );
  return added.filter((path) => !enclosing(path).some((place) => reported.has(place)));
}

const WHOLE_RESOURCE: ReadonlySet<string> = new Set(['not-read', 'unresolved-reference']);

/** `A`, `A.B`, `A.B[0]` and `A.B[0].C`, for the last of these. */
function enclosing(path: string): readonly string[] {
  return [...path.matchAll(/(?=[.[]|$)/g)].map(({ index }) => path.slice(0, index));
}

function addTo(members: object, table: PropertyTable, path: string, added: string[]): void {
  if (isFunctionCall(members)) return;
  for (const [name, member] of Object.entries(members)) {
    // What comes to AWS::NoValue is as if it were not there.
    if (JSON.stringify(member).includes('AWS::NoValue')) continue;
    const shape = table[name];
    if (shape === undefined || typeof shape === 'string') continue;
    const here = `${path}.${name}`;
    if (isListShape(shape)) addToEach(member, shape.of, (key) => `${here}[${key}]`, added);
    else if (isMapShape(shape)) addToEach(member, shape.of, (key) => `${here}.${key}`, added);
    else if (isObject(member)) addTo(member, shape, here, added);
  }
  Object.assign(members, { [UNKNOWN]: 'x' });
  added.push(`${path}.${UNKNOWN}`);
}

function addToEach(items: unknown, table: PropertyTable, pathOf: (key: string) => string, added: string[]): void {
  if (typeof items !== 'object' || items === null || isFunctionCall(items)) return;
  if (Object.values(items).some((item) => isObject(item) && isFunctionCall(item))) return;
  for (const [key, item] of Object.entries(items)) if (isObject(item)) addTo(item, table, pathOf(key), added);
}

function isFunctionCall(value: object): boolean {
  const [key = '', ...others] = Object.keys(value);
  return others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
}

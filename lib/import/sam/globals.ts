import { samResource, type Translation } from './translation.js';
import { isIntrinsic } from './values/intrinsics.js';
import { SamMap, copyOf, stringOf, isTruthy, type SamValue } from './values/sam-value.js';

const SAM_PREFIX = 'AWS::Serverless::';

/** The types whose properties `Globals` can hold. */
const SECTIONS = [
  'Api',
  'CapacityProvider',
  'Function',
  'HttpApi',
  'LayerVersion',
  'SimpleTable',
  'StateMachine',
  'WebSocketApi',
];

/**
 * Merges `Globals` into the resources of each type and takes the section away.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function mergeGlobals(translation: Translation): void {
  const { template, resources, report } = translation;
  const globals = template.get('Globals');
  template.delete('Globals');
  if (globals instanceof SamMap)
    for (const [key, section] of globals) {
      const name = key;
      if (!SECTIONS.includes(name) || !(section instanceof SamMap))
        report(
          'invalid-value',
          { element: 'Globals', property: name },
          `Cannot merge Globals.${name}: SAM takes a map under ${SECTIONS.join(', ')}`,
        );
      else mergeSection(translation, SAM_PREFIX + name, section);
    }
  else if (globals !== undefined)
    report('invalid-value', { element: 'Globals' }, 'Cannot merge Globals: it is no map of resource types');
  for (const [, resource] of resources) useOpenApiVersion(resource);
}

function mergeSection(translation: Translation, type: string, section: SamMap): void {
  for (const [logicalId, value] of translation.resources) {
    const sam = samResource(logicalId, value);
    if (sam?.type !== type) continue;
    const chosen = withoutIgnored(section, sam.resource.get('IgnoreGlobals'));
    sam.resource.set('Properties', merge(chosen, sam.properties));
  }
}

/** `IgnoreGlobals: '*'` takes no global property, a list leaves out the properties that it names. */
function withoutIgnored(section: SamMap, ignored: SamValue | undefined): SamMap {
  if (ignored === '*') return new SamMap();
  if (!Array.isArray(ignored)) return section;
  const chosen = copyOf(section);
  for (const item of ignored) chosen.delete(stringOf(item) ?? '');
  return chosen;
}

/** Maps are merged member by member, lists follow one another, and of anything else the resource's own counts. */
function merge(global: SamValue, local: SamValue): SamValue {
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (!(global instanceof SamMap) || !(local instanceof SamMap)) return local;
  if (isIntrinsic(global) || isIntrinsic(local)) return local;
  const merged = new SamMap(global);
  for (const [key, value] of local) {
    const present = merged.get(key);
    merged.set(key, present === undefined ? value : merge(present, value));
  }
  return merged;
}

/**
 * A definition that the translator writes is a Swagger one until `OpenApiVersion` says otherwise, which may stand in
 * `Globals`.
 */
function useOpenApiVersion(resource: SamValue): void {
  if (!(resource instanceof SamMap) || resource.getString('Type') !== 'AWS::Serverless::Api') return;
  const properties = resource.getMap('Properties');
  const version = properties?.get('OpenApiVersion');
  if (properties?.has('__MANAGE_SWAGGER') !== true || !isOpenApi3(version)) return;
  const printed = typeof version === 'number' ? printVersion(version) : version;
  properties.set('OpenApiVersion', printed);
  const definition = properties.getMap('DefinitionBody');
  if (definition === undefined) return;
  definition.set('openapi', printed);
  if (isTruthy(definition.get('swagger'))) definition.delete('swagger');
}

/** `3.0` for the number 3, which YAML reads `3.0` as. */
function printVersion(version: number): string {
  return Number.isInteger(version) ? version.toFixed(1) : String(version);
}

/** Whether a version is 3, 3.x or 3.x.y with digits. */
export function isOpenApi3(version: SamValue | undefined): version is Exclude<SamValue, null | boolean> {
  const text = typeof version === 'number' ? printVersion(version) : stringOf(version);
  return text !== undefined && /^3(\.\d)?(\.\d)?$/.test(text);
}

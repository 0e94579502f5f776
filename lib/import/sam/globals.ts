import { isOpenApi3, printVersion } from './definition/definition.js';
import { samResources } from './resources/sam-resource.js';
import type { Translation } from './translation.js';
import { isIntrinsic } from './values/intrinsics.js';
import { SamMap, copyOf, stringOf, type SamValue } from './values/sam-value.js';

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
  const { template, report } = translation;
  const globals = template.get('Globals');
  template.delete('Globals');
  if (globals instanceof SamMap)
    for (const [name, section] of globals) {
      if (SECTIONS.includes(name) && section instanceof SamMap) mergeSection(translation, name, section);
      else {
        const message = `Globals takes a map under each of ${SECTIONS.join(', ')}, and nothing under ${name}`;
        report('invalid-value', { element: 'Globals', property: name }, message);
      }
    }
  else if (globals !== undefined) report('invalid-value', { element: 'Globals' }, 'Globals must be a map');
  useOpenApiVersions(translation);
}

function mergeSection(translation: Translation, name: string, section: SamMap): void {
  for (const { type, resource, properties } of samResources(translation.resources)) {
    if (type !== `AWS::Serverless::${name}`) continue;
    const chosen = withoutIgnored(section, resource.get('IgnoreGlobals'));
    resource.set('Properties', merge(chosen, properties));
  }
}

/** `IgnoreGlobals: '*'` takes no global property, a list leaves out the properties that it names. */
function withoutIgnored(section: SamMap, ignored: SamValue | undefined): SamMap {
  if (ignored === '*') return new SamMap();
  const chosen = copyOf(section);
  for (const item of Array.isArray(ignored) ? ignored : []) chosen.delete(stringOf(item) ?? '');
  return chosen;
}

/** Merges maps member by member and concatenates lists; of all other values the resource's own wins. */
function merge(global: SamValue, local: SamValue): SamValue {
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (!(global instanceof SamMap) || !(local instanceof SamMap)) return local;
  if (isIntrinsic(global) || isIntrinsic(local)) return local;
  const merged = new SamMap(global);
  for (const [key, value] of local) merged.set(key, merge(merged.get(key) ?? null, value));
  return merged;
}

/** Definitions that the translator writes are Swagger until `OpenApiVersion` says otherwise, which `Globals` may hold. */
function useOpenApiVersions(translation: Translation): void {
  for (const { type, properties } of samResources(translation.resources)) {
    const version = properties.get('OpenApiVersion');
    if (type !== 'AWS::Serverless::Api' || !properties.has('__MANAGE_SWAGGER') || !isOpenApi3(version)) continue;
    const printed = printVersion(version);
    properties.set('OpenApiVersion', printed);
    const definition = properties.getMap('DefinitionBody');
    definition?.set('openapi', printed).delete('swagger');
  }
}

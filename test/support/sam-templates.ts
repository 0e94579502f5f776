import type { Json } from '../../lib/model/json.js';
import { canonicalJson } from '../../lib/support/canonical-json.js';
import type { JsonMap } from '../import/sam/read-template.js';

/**
 * What is compared between our expansion of a SAM template and the translator's own: every resource that an API consists
 * of or calls, under its logical id.
 *
 * Not expanded, and so not compared: events other than `Api` and `HttpApi` with their event source mappings, rules,
 * subscriptions and permissions; connectors; `EventInvokeConfig`, `DeploymentPreference` and `CapacityProviderConfig` of
 * functions; policy templates; GraphQL APIs.
 *
 * Three things make no difference: the digits of the logical ids of deployments, which nothing can refer to, and of
 * versions, which tell where code was packaged to; that place itself; the order of lists that the translator fills in
 * Python's order of keys.
 */
const COMPARED = /^AWS::(ApiGateway|ApiGatewayV2)::|^AWS::Lambda::(Function|Permission)$/;
const API_GATEWAY = 'apigateway.amazonaws.com';

/** The logical ids of compared resources that differ, are missing or too many. */
export function differingResources(ours: JsonMap, theirs: JsonMap): readonly string[] {
  const left = comparedResources(ours);
  const right = comparedResources(theirs);
  return [...new Set([...left.keys(), ...right.keys()])].filter((id) => left.get(id) !== right.get(id));
}

/** Canonical JSON by logical id. */
function comparedResources(template: JsonMap): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(asMap(template.Resources))
      .map(([id, resource]) => [id, asMap(resource)] as const)
      .filter(([, resource]) => isCompared(resource))
      .map(([id, resource]) => [withoutDigits(id), withoutDigits(canonicalJson(sortLists(withoutCode(resource))))]),
  );
}

function isCompared({ Type, Properties }: JsonMap): boolean {
  if (typeof Type !== 'string' || !COMPARED.test(Type)) return false;
  return Type !== 'AWS::Lambda::Permission' || asMap(Properties).Principal === API_GATEWAY;
}

function withoutCode(resource: JsonMap): JsonMap {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const { Code: _, Layers: __, ...others } = asMap(resource.Properties);
  return { ...resource, Properties: others };
}

function withoutDigits(text: string): string {
  return text.replace(/(?<=Deployment|Version)[0-9a-f]{10}\b/g, '').replace(/(?<=deployment id: )[0-9a-f]{40}/g, '');
}

/** Lists that stand for sets: tags, statements and resources of a policy, the APIs of a shared plan. */
const SETS = new Set(['Tags', 'tags', 'Statement', 'Resource', 'DependsOn', 'ApiStages', 'StageKeys', 'RecordSets']);

function sortLists(json: Json, key = ''): Json {
  if (Array.isArray(json)) {
    const items = (json as readonly Json[]).map((item) => sortLists(item));
    return SETS.has(key) ? items.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : items;
  }
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, sortLists(member, name)]));
}

/** The template with local files replaced by addresses in S3, as packaging leaves it. */
export function packageFiles(template: JsonMap, properties: readonly string[]): JsonMap {
  const packaged = (given: Json | undefined): JsonMap =>
    Object.fromEntries(
      Object.entries(asMap(given)).map(([name, value]) => [
        name,
        properties.includes(name) && typeof value === 'string' && !value.startsWith('s3:')
          ? `s3://bucket/${value.replace(/^[./]+/, '') || 'folder'}`
          : value,
      ]),
    );
  const resources = Object.entries(asMap(template.Resources)).map(([id, resource]) => {
    const isPackaged = typeof resource === 'object' && resource !== null && 'Properties' in resource;
    return [id, isPackaged ? { ...resource, Properties: packaged(asMap(resource).Properties) } : resource] as const;
  });
  const globals = Object.entries(asMap(template.Globals)).map(([name, section]) => [name, packaged(section)] as const);
  return {
    ...template,
    ...('Globals' in template && { Globals: Object.fromEntries(globals) }),
    Resources: Object.fromEntries(resources),
  };
}

export function asMap(json: Json | undefined): JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonMap) : {};
}

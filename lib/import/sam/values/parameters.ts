import { intrinsicName } from './intrinsics.js';
import { SamMap, stringOf, type SamValue } from './sam-value.js';

/** What a stack that does not exist yet says of another's output; the translator leaves such parameters alone. */
const PLACEHOLDER = '{{IntrinsicFunction:';
const REFERENCE = /\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g;

/**
 * Replaces references to parameters whose values are known, in place: `Ref` by the value, `${Name}` of `Fn::Sub` by its
 * text. All other functions stay, with what stands inside them resolved.
 */
export function resolveParameters<T extends SamValue | undefined>(value: T, parameters: SamMap): T;
export function resolveParameters(value: SamValue | undefined, parameters: SamMap): SamValue | undefined {
  if (value === undefined) return undefined;
  const resolved = resolveHere(value, parameters);
  if (Array.isArray(resolved))
    resolved.forEach((item, index) => (resolved[index] = resolveParameters(item, parameters)));
  else if (resolved instanceof SamMap)
    for (const [key, member] of resolved) resolved.set(key, resolveParameters(member, parameters));
  return resolved;
}

/** The partition whose regions begin as this one does. */
export function partitionOf(region: string): string {
  const found = PARTITIONS.find(([prefix]) => region.toLowerCase().startsWith(prefix));
  return found?.[1] ?? 'aws';
}

/** API Gateway has no edge-optimized endpoints outside the commercial partition. */
export function supportsEdgeEndpoints(partition: string): boolean {
  return partition === 'aws';
}

const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-iso-', 'aws-iso'],
  ['us-isob', 'aws-iso-b'],
  ['us-gov', 'aws-us-gov'],
  ['eu-isoe', 'aws-iso-e'],
  ['us-isof', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

function resolveHere(value: SamValue, parameters: SamMap): SamValue {
  const name = intrinsicName(value);
  if (name === undefined || !(value instanceof SamMap)) return value;
  if (name === 'Ref') {
    const parameter = value.getString('Ref');
    return (parameter === undefined ? undefined : parameterValue(parameter, parameters)) ?? value;
  }
  if (name !== 'Fn::Sub') return value;
  const template = value.get('Fn::Sub');
  if (typeof template === 'string') value.set('Fn::Sub', substitute(template, parameters));
  else if (Array.isArray(template) && typeof template[0] === 'string')
    template[0] = substitute(template[0], parameters);
  return value;
}

function substitute(template: string, parameters: SamMap): string {
  return template.replace(REFERENCE, (reference, name: string) => {
    const value = parameterValue(name, parameters);
    return typeof value === 'string' ? value : reference;
  });
}

function parameterValue(name: string, parameters: SamMap): SamValue | undefined {
  const value = parameters.get(name);
  return stringOf(value)?.startsWith(PLACEHOLDER) === true ? undefined : value;
}

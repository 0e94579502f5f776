import { intrinsicName } from './intrinsics.js';
import { SamMap, type SamValue } from './sam-value.js';

/** How a value that another stack will output starts; the translator leaves such parameters alone. */
const PLACEHOLDER = '{{IntrinsicFunction:';
const REFERENCE = /\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}/g;

/**
 * A copy in which references to parameters with known values are replaced: `Ref` by the value, `${Name}` of `Fn::Sub` by
 * a string. All other functions stay, with their arguments resolved.
 */
export function resolveParameters(value: SamValue, parameters: SamMap): SamValue {
  if (Array.isArray(value)) return value.map((item) => resolveParameters(item, parameters));
  if (!(value instanceof SamMap)) return value;
  const name = intrinsicName(value);
  if (name === 'Ref') return parameterValue(value.getString('Ref'), parameters) ?? value;
  const resolved = new SamMap([...value].map(([key, member]) => [key, resolveParameters(member, parameters)]));
  if (name !== 'Fn::Sub') return resolved;
  const argument = resolved.get('Fn::Sub');
  if (typeof argument === 'string') return resolved.set('Fn::Sub', substitute(argument, parameters));
  if (Array.isArray(argument) && typeof argument[0] === 'string') argument[0] = substitute(argument[0], parameters);
  return resolved;
}

/** Resolves parameters in these properties. */
export function resolveProperties(properties: SamMap, names: readonly string[], parameters: SamMap): void {
  for (const name of names) {
    const value = properties.get(name);
    if (value !== undefined) properties.set(name, resolveParameters(value, parameters));
  }
}

/** The parameters of the template that a value refers to, of which neither a value nor a default is known. */
export function parametersWithoutValue(
  value: SamValue,
  { template, parameters }: { readonly template: SamMap; readonly parameters: SamMap },
): readonly string[] {
  const declared = [...(template.getMap('Parameters')?.keys() ?? [])].filter((name) => !parameters.has(name));
  return declared.filter((name) => refersTo(value, name));
}

function refersTo(value: SamValue, name: string): boolean {
  if (typeof value === 'string') return value.includes(`\${${name}}`);
  if (Array.isArray(value)) return value.some((item) => refersTo(item, name));
  if (!(value instanceof SamMap)) return false;
  return value.getString('Ref') === name || [...value.values()].some((member) => refersTo(member, name));
}

function substitute(template: string, parameters: SamMap): string {
  return template.replace(REFERENCE, (reference, name: string) => {
    const value = parameterValue(name, parameters);
    return typeof value === 'string' ? value : reference;
  });
}

function parameterValue(name: string | undefined, parameters: SamMap): SamValue | undefined {
  const value = name === undefined ? undefined : parameters.get(name);
  return typeof value === 'string' && value.startsWith(PLACEHOLDER) ? undefined : value;
}

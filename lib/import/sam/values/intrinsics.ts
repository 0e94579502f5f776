import { InvalidDefinition } from './invalid-definition.js';
import { SamMap, mapOf, type SamValue } from './sam-value.js';

/** CloudFormation's functions as the translator writes them. */
export function ref(logicalId: string): SamMap {
  return mapOf({ Ref: logicalId });
}

export function getAtt(logicalId: string, attribute: string): SamMap {
  return mapOf({ 'Fn::GetAtt': [logicalId, attribute] });
}

export function sub(text: string, variables?: Readonly<Record<string, SamValue>>): SamMap {
  return mapOf({ 'Fn::Sub': variables === undefined ? text : [text, mapOf(variables)] });
}

/** `value` where the condition holds, and nothing elsewhere. */
export function conditional(condition: SamValue, value: SamValue, otherwise: SamValue = ref('AWS::NoValue')): SamMap {
  return mapOf({ 'Fn::If': [condition, value, otherwise] });
}

/** The only key of a dictionary that is a call of a CloudFormation function. */
export function intrinsicName(value: SamValue | undefined): string | undefined {
  if (!(value instanceof SamMap) || value.size !== 1) return undefined;
  const name = [...value.keys()][0];
  return name !== undefined && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? name : undefined;
}

export function isIntrinsic(value: SamValue | undefined): boolean {
  return intrinsicName(value) !== undefined;
}

export function isNoValue(value: SamValue | undefined): boolean {
  return intrinsicName(value) === 'Ref' && (value as SamMap).get('Ref') === 'AWS::NoValue';
}

/** The logical id of a `Ref`, or the value itself when it is none. */
export function referredId(value: SamValue | undefined): SamValue | undefined {
  return value instanceof SamMap && value.has('Ref') ? value.get('Ref') : value;
}

/** Both branches of an `Fn::If` without those that are no value; any other value alone. */
export function alternatives(value: SamValue | undefined): (SamValue | undefined)[] {
  if (!(value instanceof SamMap)) return [value];
  const branches = value.get('Fn::If');
  if (branches === undefined) return [value];
  if (!Array.isArray(branches)) throw new InvalidDefinition('Cannot choose between branches: Fn::If is no list');
  return branches.slice(1).filter((branch) => !isNoValue(branch));
}

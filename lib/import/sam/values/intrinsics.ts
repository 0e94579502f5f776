import { InvalidDefinition } from './invalid-definition.js';
import { SamMap, mapOf, type SamValue } from './sam-value.js';

/** `Ref`. */
export function ref(logicalId: string): SamMap {
  return mapOf({ Ref: logicalId });
}

/** `Fn::GetAtt`. */
export function getAtt(logicalId: string, attribute: string): SamMap {
  return mapOf({ 'Fn::GetAtt': [logicalId, attribute] });
}

/** `Fn::Sub`, with variables of its own if there are any. */
export function sub(template: string, variables?: Readonly<Record<string, SamValue>>): SamMap {
  return mapOf({ 'Fn::Sub': variables === undefined ? template : [template, mapOf(variables)] });
}

/** `Fn::If`: `value` where the condition holds, and nothing elsewhere. */
export function conditional(condition: SamValue, value: SamValue, otherwise: SamValue = ref('AWS::NoValue')): SamMap {
  return mapOf({ 'Fn::If': [condition, value, otherwise] });
}

/** The name of the CloudFormation function that a map calls; undefined for any other value. */
export function intrinsicName(value: SamValue | undefined): string | undefined {
  const [name, ...others] = value instanceof SamMap ? value.keys() : [];
  if (name === undefined || others.length > 0) return undefined;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : undefined;
}

/** Whether a value is a call of a CloudFormation function. */
export function isIntrinsic(value: SamValue | undefined): boolean {
  return intrinsicName(value) !== undefined;
}

/** Whether a value is `AWS::NoValue`. */
export function isNoValue(value: SamValue | undefined): boolean {
  return intrinsicName(value) === 'Ref' && referredId(value) === 'AWS::NoValue';
}

/** The logical id of a `Ref`; any other value is returned as it is. */
export function referredId(value: SamValue | undefined): SamValue | undefined {
  return value instanceof SamMap && value.has('Ref') ? value.get('Ref') : value;
}

/** The branches of an `Fn::If` except `AWS::NoValue`; any other value alone. */
export function alternatives(value: SamValue | undefined): (SamValue | undefined)[] {
  const branches = value instanceof SamMap ? value.get('Fn::If') : undefined;
  if (branches === undefined) return [value];
  if (!Array.isArray(branches)) throw new InvalidDefinition('Fn::If must be a list');
  return branches.slice(1).filter((branch) => !isNoValue(branch));
}

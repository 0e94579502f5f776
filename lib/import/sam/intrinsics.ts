import { Dictionary, type SamValue } from './dictionary.js';
import { InvalidDefinition } from './invalid-definition.js';
import { charactersOf, textOf, type Text } from './text.js';

/** CloudFormation's functions as the translator writes them. */
export function ref(logicalId: Text): Dictionary {
  return Dictionary.of({ Ref: logicalId });
}

export function getAtt(logicalId: Text, attribute: string): Dictionary {
  return Dictionary.of({ 'Fn::GetAtt': [logicalId, attribute] });
}

export function sub(text: Text, variables?: Readonly<Record<string, SamValue>>): Dictionary {
  return Dictionary.of({ 'Fn::Sub': variables === undefined ? text : [text, Dictionary.of(variables)] });
}

/** `value` where the condition holds, and nothing elsewhere. */
export function conditional(
  condition: SamValue,
  value: SamValue,
  otherwise: SamValue = ref('AWS::NoValue'),
): Dictionary {
  return Dictionary.of({ 'Fn::If': [condition, value, otherwise] });
}

/** The only key of a dictionary that is a call of a CloudFormation function. */
export function intrinsicName(value: SamValue | undefined): string | undefined {
  if (!(value instanceof Dictionary) || value.size !== 1) return undefined;
  const name = value.keys().map(charactersOf)[0];
  return name !== undefined && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? name : undefined;
}

export function isIntrinsic(value: SamValue | undefined): boolean {
  return intrinsicName(value) !== undefined;
}

export function isNoValue(value: SamValue | undefined): boolean {
  return intrinsicName(value) === 'Ref' && textOf((value as Dictionary).get('Ref')) === 'AWS::NoValue';
}

/** The logical id of a `Ref`, or the value itself when it is none. */
export function referredId(value: SamValue | undefined): SamValue | undefined {
  return value instanceof Dictionary && value.has('Ref') ? value.get('Ref') : value;
}

/** Both branches of an `Fn::If` without those that are no value; any other value alone. */
export function alternatives(value: SamValue | undefined): (SamValue | undefined)[] {
  if (!(value instanceof Dictionary)) return [value];
  const branches = value.get('Fn::If');
  if (branches === undefined) return [value];
  if (!Array.isArray(branches)) throw new InvalidDefinition('Cannot choose between branches: Fn::If is no list');
  return branches.slice(1).filter((branch) => !isNoValue(branch));
}

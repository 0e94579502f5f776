import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { ConditionOperator } from './operators/condition-operator.js';
import { CONDITION_OPERATORS } from './operators/condition-operators.js';
import type { PolicyReading } from './reading.js';
import type { AccessRequest, ConditionValues } from './request.js';

type ValuesTest = (values: readonly string[] | undefined, conditions: ConditionValues) => boolean;

/**
 * Compiles a `Condition`: every operator and every key of it must hold.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function compileCondition(
  condition: unknown,
  place: string,
  reading: PolicyReading,
): (request: AccessRequest) => boolean {
  if (condition === undefined) return () => true;
  if (!isObject(condition)) {
    reading.report(place, `Found ${JSON.stringify(condition)}; expected operators with keys and values`);
    return () => false;
  }
  const tests = Object.entries(condition).flatMap(([name, keys]) =>
    compileOperator(name, keys, `${place}.${name}`, reading),
  );
  return ({ conditions }) => tests.every(({ key, test }) => test(conditions.get(key), conditions));
}

interface KeyTest {
  readonly key: string;
  readonly test: ValuesTest;
}

function compileOperator(name: string, keys: unknown, place: string, reading: PolicyReading): readonly KeyTest[] {
  const form = parseOperatorName(name);
  if (form === undefined) reading.report(place, `"${name}" is no condition operator`);
  if (!isObject(keys)) reading.report(place, `Found ${JSON.stringify(keys)}; expected condition keys with values`);
  if (form === undefined || !isObject(keys)) return [];
  return Object.entries(keys).map(([written, value]) => {
    const key = written.toLowerCase();
    reading.useKey(key);
    return { key, test: compileValues(form, value, `${place}.${written}`, reading) };
  });
}

type Quantifier = 'ForAllValues' | 'ForAnyValue';

interface OperatorForm {
  readonly operator: ConditionOperator;
  readonly quantifier: Quantifier | undefined;
  readonly ifExists: boolean;
}

/** `StringLike`, `StringLikeIfExists`, `ForAnyValue:StringLike`. */
function parseOperatorName(name: string): OperatorForm | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name);
  const operator = CONDITION_OPERATORS.find((candidate) => candidate.name === match?.[2]);
  if (match === null || operator === undefined) return undefined;
  const form = { operator, quantifier: match[1] as Quantifier | undefined, ifExists: match[3] !== undefined };
  return operator.test === 'presence' && (form.ifExists || form.quantifier !== undefined) ? undefined : form;
}

function compileValues(form: OperatorForm, value: unknown, place: string, reading: PolicyReading): ValuesTest {
  const { operator } = form;
  const texts = readValues(value, place, reading);
  if (operator.test === 'presence') {
    const absent = texts.map((text) => readFlag(text, place, reading));
    return (values) => absent.includes(values === undefined || values.length === 0);
  }
  const tests = texts.flatMap((text) => operator.compile(text, place, reading) ?? []);
  const holds = (text: string, conditions: ConditionValues): boolean =>
    tests.some((test) => test(text, conditions)) !== operator.negated;
  return (values = [], conditions) => {
    if (values.length === 0) return holdsWithoutValue(form);
    const test = (text: string): boolean => holds(text, conditions);
    switch (form.quantifier) {
      case 'ForAllValues':
        return values.every((text) => text === '') || values.every(test);
      case 'ForAnyValue':
        return values.some(test);
      case undefined:
        return operator.negated ? values.every(test) : values.some(test);
    }
  };
}

/**
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holdsWithoutValue({ operator, quantifier, ifExists }: OperatorForm): boolean {
  if (ifExists || quantifier === 'ForAllValues') return true;
  return quantifier === undefined && operator.test === 'comparison' && operator.negated;
}

function readValues(value: unknown, place: string, reading: PolicyReading): readonly string[] {
  const list = isList(value) ? value : [value];
  if (list.length === 0) reading.report(place, 'An empty list; expected a value or a list of values');
  return list.flatMap((item) => {
    if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return [String(item)];
    reading.report(place, `Found ${JSON.stringify(item)}; expected a string, a number or a boolean`);
    return [];
  });
}

function readFlag(text: string, place: string, reading: PolicyReading): boolean {
  const flag = text.toLowerCase();
  if (flag !== 'true' && flag !== 'false') reading.report(place, `Found "${text}"; expected true or false`);
  return flag === 'true';
}

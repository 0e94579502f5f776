import { requireMap } from './invalid-definition.js';
import { SamMap, mapOf } from './sam-value.js';

const MOST_IN_OR = 10;

/** The different conditions in order, or undefined if something exists without any. */
export function distinctConditions(conditions: readonly (string | undefined)[]): string[] | undefined {
  const names = conditions.filter((condition) => condition !== undefined);
  if (names.length === 0 || names.length < conditions.length) return undefined;
  return [...new Set(names)].sort();
}

/**
 * A condition that holds where any of the given does: the only one itself, otherwise one called `name` that is added to
 * the template, after numbered ones where one `Fn::Or` cannot take them all.
 */
export function combineConditions(template: SamMap, conditions: readonly string[], name: string): string {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only;
  const section = requireMap(template.setDefault('Conditions', new SamMap()), 'Conditions');
  let open = conditions;
  let number = Math.floor((conditions.length - 2) / (MOST_IN_OR - 1));
  let last = name;
  while (open.length > 1) {
    last = number > 0 ? `${name}${number}` : name;
    number--;
    section.set(last, anyOf(open.slice(0, MOST_IN_OR)));
    open = [...open.slice(MOST_IN_OR), last];
  }
  return last;
}

/** `Fn::Or` of conditions by their names. */
export function anyOf(conditions: readonly string[]): SamMap {
  return mapOf({ 'Fn::Or': conditions.map((condition) => mapOf({ Condition: condition })) });
}

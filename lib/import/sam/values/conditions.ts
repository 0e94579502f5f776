import { InvalidDefinition } from './invalid-definition.js';
import { SamMap, mapOf } from './sam-value.js';

const MOST_IN_OR = 10;

/** The condition that a resource exists under. */
export function conditionOf(resource: SamMap): string | undefined {
  const condition = resource.get('Condition');
  return typeof condition === 'string' ? condition : undefined;
}

/** The different conditions in order, or nothing if something exists without any. */
export function distinctConditions(conditions: readonly (string | undefined)[]): string[] | undefined {
  const byName = new Map<string, string>();
  for (const condition of conditions) {
    if (condition === undefined) return undefined;
    byName.set(condition, condition);
  }
  if (byName.size === 0) return undefined;
  return [...byName.values()].sort((a, b) => (a < b ? -1 : 1));
}

/**
 * A condition that holds where any of the given does: the only one itself, else one called `name` that is added to the
 * template, with numbered ones before it where `Fn::Or` takes no more.
 */
export function combineConditions(template: SamMap, conditions: readonly string[], name: string): string {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only;
  const section = template.setDefault('Conditions', new SamMap());
  if (!(section instanceof SamMap)) throw new InvalidDefinition('Cannot add a condition: Conditions is no map');
  let open: readonly string[] = conditions;
  let number = Math.floor((conditions.length - 2) / (MOST_IN_OR - 1));
  let last = name;
  while (open.length > 1) {
    last = number > 0 ? `${name}${number}` : name;
    number--;
    const either = open.slice(0, MOST_IN_OR).map((condition) => mapOf({ Condition: condition }));
    section.set(last, mapOf({ 'Fn::Or': either }));
    open = [...open.slice(MOST_IN_OR), last];
  }
  return last;
}

import { Dictionary } from './dictionary.js';
import { InvalidDefinition } from './invalid-definition.js';
import { charactersOf, isText, type Text } from './text.js';

const MOST_IN_OR = 10;

/** The condition that a resource exists under. */
export function conditionOf(resource: Dictionary): Text | undefined {
  const condition = resource.get('Condition');
  return isText(condition) ? condition : undefined;
}

/** The different conditions in order, or nothing if something exists without any. */
export function distinctConditions(conditions: readonly (Text | undefined)[]): Text[] | undefined {
  const byName = new Map<string, Text>();
  for (const condition of conditions) {
    if (condition === undefined) return undefined;
    byName.set(charactersOf(condition), condition);
  }
  if (byName.size === 0) return undefined;
  return [...byName.values()].sort((a, b) => (charactersOf(a) < charactersOf(b) ? -1 : 1));
}

/**
 * A condition that holds where any of the given does: the only one itself, else one called `name` that is added to the
 * template, with numbered ones before it where `Fn::Or` takes no more.
 */
export function combineConditions(template: Dictionary, conditions: readonly Text[], name: string): Text {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only;
  const section = template.setDefault('Conditions', new Dictionary('insertion'));
  if (!(section instanceof Dictionary)) throw new InvalidDefinition('Cannot add a condition: Conditions is no map');
  let open: readonly Text[] = conditions;
  let number = Math.floor((conditions.length - 2) / (MOST_IN_OR - 1));
  let last = name;
  while (open.length > 1) {
    last = number > 0 ? `${name}${number}` : name;
    number--;
    const either = open.slice(0, MOST_IN_OR).map((condition) => Dictionary.of({ Condition: condition }));
    section.set(last, Dictionary.of({ 'Fn::Or': either }));
    open = [...open.slice(MOST_IN_OR), last];
  }
  return last;
}

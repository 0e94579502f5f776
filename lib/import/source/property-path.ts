import type { Json } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { TextPath } from '../text/index.js';

/** The value at a path; undefined where the path leads further than the value. */
export function valueAt(value: Json | undefined, path: TextPath): Json | undefined {
  return path.reduce<Json | undefined>((found, step) => memberOf(found, step), value);
}

/**
 * Follows the words of a property as far as members have such names: `integration uri` leads to
 * `x-amazon-apigateway-integration.uri` of an operation and to `Integration.Uri` of a method.
 */
export function refinePath(root: Json, start: TextPath, property: string | undefined): TextPath {
  let path = start;
  let rest = (property ?? '')
    .replace(/^#\/(.*)/s, (_, pointer: string) => `schema ${pointer.replace(/\//g, ' ')}`)
    .replace(/\["?([^"\]]*)"?\]/g, ' $1')
    .trim();
  while (rest !== '') {
    const step = nextStep(valueAt(root, path), rest) ?? withinIntegration(root, path, rest);
    if (step === undefined) rest = rest.replace(/^[^\s.]+[\s.]*/, '');
    else {
      path = [...path, ...step.path];
      rest = rest.slice(step.length).replace(/^[\s.]+/, '');
    }
  }
  return path;
}

interface Step {
  readonly path: TextPath;
  /** How much of the words it takes. */
  readonly length: number;
}

function nextStep(value: Json | undefined, words: string): Step | undefined {
  const [word = ''] = /^[^\s.]*/.exec(words) ?? [];
  if (isList(value)) {
    const index = /^\d+$/.test(word) && Number(word) < value.length ? Number(word) : value.findIndex(isNamed(word));
    return index === -1 ? undefined : { path: [index], length: word.length };
  }
  if (!isObject(value)) return undefined;
  const text = words.toLowerCase();
  const keys = Object.keys(value).map((key) => ({ key, name: nameOf(key) }));
  const whole = keys
    .flatMap(({ key, name }) => [key.toLowerCase(), name].map((spelled) => ({ key, spelled })))
    .filter(({ spelled }) => text.startsWith(spelled) && /^(?:$|[\s.])/.test(text.slice(spelled.length)))
    .sort((a, b) => b.spelled.length - a.spelled.length)[0];
  if (whole !== undefined) return { path: [whole.key], length: whole.spelled.length };
  const part = word.toLowerCase();
  const begun =
    part.length > 3
      ? (keys.find(({ name }) => name.startsWith(part)) ?? keys.find(({ name }) => name.includes(part)))
      : undefined;
  return begun && { path: [begun.key], length: word.length };
}

/** Words such as `requestTemplates` of a method are about its integration. */
function withinIntegration(root: Json, path: TextPath, words: string): Step | undefined {
  const value = valueAt(root, path);
  const key = isObject(value) ? Object.keys(value).find((name) => nameOf(name) === 'integration') : undefined;
  const step = key === undefined ? undefined : nextStep(memberOf(value, key), words);
  return key === undefined || step === undefined ? undefined : { ...step, path: [key, ...step.path] };
}

/** Whether an item of a list is the one with that value: the response whose `StatusCode` is 200. */
function isNamed(word: string): (item: Json) => boolean {
  return (item) =>
    isObject(item) && Object.values(item).some((member) => typeof member !== 'object' && String(member) === word);
}

function nameOf(key: string): string {
  return key.toLowerCase().replace(/^x-amazon-apigateway-/, '');
}

function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (isList(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

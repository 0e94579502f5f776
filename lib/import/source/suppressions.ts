import type { Json } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { TextPath } from '../text/index.js';
import { valueAt } from './property-path.js';

/** A rule that a definition suppresses for an object and what is in it. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  /** The object. */
  readonly around: TextPath;
  /** The suppression itself. */
  readonly path: TextPath;
}

/** A suppression that has no effect, since it is not written as one. */
export interface InvalidSuppression {
  readonly path: TextPath;
  readonly message: string;
}

export interface Suppressions {
  readonly valid: readonly Suppression[];
  readonly invalid: readonly InvalidSuppression[];
}

/** The member of an object of a document that lists the suppressed rules. */
const EXTENSION = 'x-sluice-suppress';

/** Whether a definition suppresses findings. */
export function suppressesFindings({ value }: { readonly value: Json }): boolean {
  return listsOf(value).length > 0;
}

/**
 * Reads the suppressions of a definition: `x-sluice-suppress` of any object of a document, `Metadata.sluice.suppress` of a
 * template and of its resources; each a list of `{ rule, reason }`.
 */
export function readSuppressions(value: Json): Suppressions {
  const entries = listsOf(value).flatMap(({ around, path }) => {
    const list = valueAt(value, path);
    if (!isList(list)) return [{ path, message: 'Expected a list of { rule, reason }' }];
    return list.map((item, index) => readSuppression(item, around, [...path, index]));
  });
  return {
    valid: entries.filter((entry) => 'rule' in entry),
    invalid: entries.filter((entry) => 'message' in entry),
  };
}

function readSuppression(item: unknown, around: TextPath, path: TextPath): Suppression | InvalidSuppression {
  const { rule, reason } = isObject(item) ? item : {};
  if (typeof rule !== 'string') return { path, message: 'A suppression names a rule: { rule, reason }' };
  if (typeof reason === 'string' && reason.trim() !== '') return { rule, reason, around, path };
  return { path, message: `The suppression of ${rule} has no reason, which is required` };
}

interface FoundList {
  readonly around: TextPath;
  readonly path: TextPath;
}

function listsOf(value: Json): readonly FoundList[] {
  const found: FoundList[] = [];
  const path: (string | number)[] = [];
  const visit = (member: Json, step: string | number): void => {
    path.push(step);
    visitMembers(member);
    path.pop();
  };
  const visitMembers = (member: Json): void => {
    if (isList(member)) member.forEach((item, index) => visit(item, index));
    else if (isObject(member)) {
      for (const [key, inner] of Object.entries(member)) {
        if (key === EXTENSION) found.push({ around: [...path], path: [...path, key] });
        else if (typeof inner === 'object' && inner !== null) visit(inner, key);
      }
    }
  };
  visitMembers(value);
  const resources = valueAt(value, ['Resources']);
  const owners: readonly TextPath[] = [
    [],
    ...Object.keys(isObject(resources) ? resources : {}).map((id) => ['Resources', id]),
  ];
  for (const around of owners) {
    const list = [...around, 'Metadata', 'sluice', 'suppress'];
    if (valueAt(value, list) !== undefined) found.push({ around, path: list });
  }
  return found;
}

import type { Change } from '../../diff/index.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import { isDeployTime, isDocumentObject, printValue, type Document } from '../../model/index.js';

/** Longer JSON has a line for each member. */
const MAX_LINE_LENGTH = 60;

/** The values of a change as people read them; undefined where a side has none. */
export interface ChangeValues {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Values on one line where they are short, objects as JSON. */
export function printValues({ before, after }: Change): ChangeValues {
  const short = { before: printDocument(before, printValue), after: printDocument(after, printValue) };
  if (short.before !== short.after) return short;
  // Different functions of CloudFormation can have one short form.
  const whole = (value: Document): string => JSON.stringify(printIntrinsics(value));
  return { before: printDocument(before, whole), after: printDocument(after, whole) };
}

function printDocument(value: Document | undefined, printLate: (value: Document) => string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (isDeployTime(value)) return printLate(value);
  const line = JSON.stringify(printIntrinsics(value));
  return line.length <= MAX_LINE_LENGTH ? line : JSON.stringify(printIntrinsics(value), undefined, 2);
}

/** What of a new or removed thing is worth a word: who may call a route. */
export function describeItem({ kind, before, after }: Change): string | undefined {
  const route = after ?? before;
  if (!kind.startsWith('route-') || !isDocumentObject(route) || !isDocumentObject(route.authorization))
    return undefined;
  const { type, authorizer } = route.authorization;
  if (type === 'NONE') return 'open';
  return [type, authorizer].filter((word) => typeof word === 'string').join(' ');
}

/** The lines in which two texts differ: those before and after them that are the same are left out. */
export function differingLines(before: string, after: string): readonly string[] {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start++;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++;
  return [
    ...was.slice(start, was.length - end).map((line) => `- ${line}`),
    ...is.slice(start, is.length - end).map((line) => `+ ${line}`),
  ];
}

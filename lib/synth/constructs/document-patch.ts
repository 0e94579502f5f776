import { isDocumentObject, type Document } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { call, code, recordOf, type Expression } from './expression.js';
import { statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';
import type { Section } from './written-api.js';

/** Members to merge into a document, and the places that merging cannot make. */
export interface WrittenPatch {
  /** Undefined where both documents are equal. */
  readonly expression: Expression | undefined;
  /** Members that are null, which merging takes for members to take away. */
  readonly gaps: readonly string[];
}

/** Writes the members that make one document of another by JSON Merge Patch. */
export function writePatch(from: Document, to: Document, writer: ValueWriter): WrittenPatch {
  const gaps: string[] = [];
  const expression = difference(from, to, [], { writer, gap: (path) => gaps.push(path.join('.')) });
  return { expression, gaps };
}

interface Writing {
  readonly writer: ValueWriter;
  readonly gap: (path: readonly string[]) => void;
}

function difference(
  from: Document | undefined,
  to: Document,
  path: readonly string[],
  writing: Writing,
): Expression | undefined {
  if (from !== undefined && canonicalJson(from) === canonicalJson(to)) return undefined;
  if (!isDocumentObject(to)) {
    if (to === null) writing.gap(path);
    return isList(to) ? listAsIs(to, writing) : writing.writer.document(to);
  }
  const before = isDocumentObject(from) ? from : undefined;
  const removed = Object.keys(before ?? {}).filter((key) => !Object.hasOwn(to, key));
  const changed = Object.entries(to).flatMap(([key, member]) => {
    const known = before !== undefined && Object.hasOwn(before, key) ? before[key] : undefined;
    const written = difference(known, member, [...path, key], writing);
    return written === undefined ? [] : [[key, written] as const];
  });
  return recordOf([...changed, ...removed.map((key) => [key, code('null')] as const)]);
}

/** Nothing is merged below a list. */
function listAsIs(items: readonly Document[], { writer }: Writing): Expression {
  return writer.document(items);
}

/** The call that merges a patch into the definition of an API; nothing without one. */
export function overrideSection(patch: Expression | undefined): readonly Section[] {
  if (patch === undefined) return [];
  return [{ comment: 'What the definition says beside that.', statements: [statement(call('api.override', patch))] }];
}

import { diagnostic, isDocumentObject, type Diagnostic, type Document } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { printTextPath, type TextPath } from '../text/index.js';
import type { ImportOptions } from './import-result.js';

/**
 * A finding about the functions of CloudFormation in a document, at the first of them: API Gateway does not know them.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html (the variables that
 * an import knows)
 */
export function functionFindings(document: Document, { file, places }: ImportOptions): readonly Diagnostic[] {
  const found = findFunction(document, []);
  if (found === undefined) return [];
  return [
    diagnostic(
      'unresolved-value',
      { ...(file !== undefined && { file }), property: printTextPath(found.path), ...places?.(found.path) },
      `An import does not evaluate ${found.name}: only a template that includes the document does`,
      'warning',
    ),
  ];
}

interface FoundFunction {
  readonly path: TextPath;
  readonly name: string;
}

function findFunction(value: Document, path: TextPath): FoundFunction | undefined {
  if (isList(value))
    return findIn(
      value.map((item, index) => [index, item]),
      path,
    );
  if (!isDocumentObject(value)) return undefined;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    if (name.startsWith('Fn::') || (name === 'Ref' && typeof argument === 'string')) return { path, name };
  }
  return findIn(Object.entries(value), path);
}

function findIn(members: readonly (readonly [string | number, Document])[], path: TextPath): FoundFunction | undefined {
  for (const [step, member] of members) {
    const found = findFunction(member, [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
}

import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { CompileOptions } from './compile-options.js';

/**
 * Reports why callers of an API that has to know them are refused.
 *
 * @param entries methods or routes of the API
 */
export function warningsOfUnknownCallers(
  id: string,
  entries: readonly { readonly authorization?: { readonly type: string } }[],
  { identities }: Pick<CompileOptions, 'identities'>,
): readonly Diagnostic[] {
  if (identities.length > 0 || !entries.some(({ authorization }) => authorization?.type === 'AWS_IAM')) return [];
  const message = 'IAM knows no callers here: every signed request is refused. Name some with --identities';
  return [diagnostic('not-simulated', { element: id }, message)];
}

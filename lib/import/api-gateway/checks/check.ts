import type { DocumentObject, RestApi } from '../../../model/index.js';
import type { DocumentOperation } from '../operations.js';

/** What an import is examined by. */
export interface CheckedImport {
  readonly document: DocumentObject;
  readonly operations: readonly DocumentOperation[];
  readonly api: RestApi;
}

/** One kind of reason to refuse an import, in the words of AWS. */
export type ImportCheck = (checked: CheckedImport) => readonly string[];

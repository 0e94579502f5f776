import type { Diagnostic, EndpointType, Place, RestApi } from '../../model/index.js';
import type { TextPath } from '../text/index.js';

/** The parameters of ImportRestApi. */
export interface ImportOptions {
  /** What people call the API by: the file's name, a logical id. */
  readonly id: string;
  /** Named in the places of diagnostics. */
  readonly file?: string;
  /** Where a value stands in the text of the document. */
  readonly places?: (path: TextPath) => Partial<Place>;
  /** What becomes of a base path. Default `ignore`. */
  readonly basepath?: 'ignore' | 'prepend' | 'split';
  /** Default EDGE. */
  readonly endpointConfigurationTypes?: EndpointType;
  /** `ignore=documentation`: the documentation parts stay outside. Default false. */
  readonly ignoreDocumentation?: boolean;
  /** Refuses a document that has a warning. Default false. */
  readonly failOnWarnings?: boolean;
}

/** The response of ImportRestApi or PutRestApi. */
export type ImportResult = ImportedApi | RefusedImport;

export interface ImportedApi {
  readonly kind: 'imported';
  readonly api: RestApi;
  /** In the words of AWS. */
  readonly warnings: readonly string[];
  /** What Sluice finds beyond them, with places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Nothing has changed. */
export interface RefusedImport {
  readonly kind: 'refused';
  readonly error: ImportError;
  readonly diagnostics: readonly Diagnostic[];
}

/** An exception of API Gateway. */
export interface ImportError {
  readonly status: 400;
  readonly code: 'BadRequestException';
  readonly message: string;
}

/** Observed: the message of a document that cannot be read. */
export const INVALID_INPUT = 'Invalid OpenAPI input.';

export function refused(message: string, diagnostics: readonly Diagnostic[] = []): RefusedImport {
  return { kind: 'refused', error: { status: 400, code: 'BadRequestException', message }, diagnostics };
}

/**
 * The message about a document that was read and is refused.
 *
 * Observed: one line for each problem after a tab, the errors first, in deployments that failed.
 */
export function refusalMessage(errors: readonly string[], warnings: readonly string[]): string {
  if (errors.length === 0) return ['Warnings found during import:', ...warnings].join('\n\t');
  const head = ['Errors found during import:', ...errors].join('\n\t');
  return warnings.length === 0 ? head : [`${head}\nAdditionally, these warnings were found:`, ...warnings].join('\n\t');
}

import type { DocumentObject } from '../../../model/index.js';

/** What a pass knows beside the document. */
export interface PassContext {
  readonly version: '2.0' | '3.0';
  /** What the base path puts before each path. */
  readonly prefix: string;
}

/** The document without what API Gateway ignores, and what it says about that. */
export interface PassResult {
  readonly document: DocumentObject;
  readonly warnings: readonly string[];
}

/** One kind of thing that an import ignores. */
export type ImportPass = (document: DocumentObject, context: PassContext) => PassResult;

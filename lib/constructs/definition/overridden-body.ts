import { Tokenization } from 'aws-cdk-lib';
import type { Document } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';

/** An operation of the document: a method of the API. */
export type OpenApiOperation = Record<string, unknown>;

/** A path of the document. */
export interface OpenApiPathItem {
  /** The operation for GET. */
  get?: OpenApiOperation;
  /** The operation for PUT. */
  put?: OpenApiOperation;
  /** The operation for POST. */
  post?: OpenApiOperation;
  /** The operation for DELETE. */
  delete?: OpenApiOperation;
  /** The operation for OPTIONS. */
  options?: OpenApiOperation;
  /** The operation for HEAD. */
  head?: OpenApiOperation;
  /** The operation for PATCH. */
  patch?: OpenApiOperation;
  /** The operation for every other HTTP method. */
  'x-amazon-apigateway-any-method'?: OpenApiOperation;
  /** The parameters that all operations of the path have. */
  parameters?: unknown[];
}

/** The OpenAPI document that defines an API, with API Gateway's extensions. Tokens stand in it as the CDK's strings. */
export interface OpenApiDocument {
  /** The paths of the document, by their text. */
  paths: Record<string, OpenApiPathItem>;
  [member: string]: unknown;
}

/** Changes the document that defines an API; it may change the one that it gets, which is a copy, or make another. */
export type OverrideDocument = (document: OpenApiDocument) => OpenApiDocument;

/** @throws {SluiceError} `override-without-document` when an override returns nothing */
export function applyOverrides(document: Document, overrides: readonly OverrideDocument[]): Document {
  return overrides.reduce<unknown>((current, override) => {
    const changed: unknown = override(copy(current) as OpenApiDocument);
    if (typeof changed !== 'object' || changed === null) {
      throw new SluiceError(
        'override-without-document',
        `An override returned ${String(changed)} instead of a document`,
        {
          hint: 'Return the document: api.override((document) => { …; return document; })',
        },
      );
    }
    return changed;
  }, document) as Document;
}

/** A copy of plain data; tokens are kept. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}

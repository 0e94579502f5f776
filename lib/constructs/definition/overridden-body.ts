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

/**
 * Members that are merged into a document, as JSON Merge Patch does: objects are merged, `null` takes a member away, any
 * other value replaces the member, a list the whole list.
 *
 * @example { info: { contact: { name: 'Shop' } }, paths: { '/pets': { get: { deprecated: true } } } }
 */
export type DocumentPatch = Readonly<Record<string, unknown>>;

/**
 * Changes the document that defines an API: members to merge into it, or a function, which may change the document that
 * it gets, a copy, or make another.
 */
export type OverrideDocument = ((document: OpenApiDocument) => OpenApiDocument) | DocumentPatch;

/** @throws {SluiceError} `override-without-document` when an override returns nothing */
export function applyOverrides(document: Document, overrides: readonly OverrideDocument[]): Document {
  return overrides.reduce<unknown>((current, override) => {
    if (typeof override !== 'function') return merge(current, override);
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

/** Documented: https://datatracker.ietf.org/doc/html/rfc7386#section-2 */
function merge(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const merged = new Map(isPlainObject(target) ? Object.entries(target) : []);
  for (const [key, member] of Object.entries(patch)) {
    if (member === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), member));
  }
  return Object.fromEntries(merged);
}

/** Whether a value is an object with members, and not a token. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);
}

/** A copy of plain data; tokens are kept. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}

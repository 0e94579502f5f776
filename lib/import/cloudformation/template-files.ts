import type { Diagnostic, Json, LambdaCode, Value } from '../../model/index.js';

/** The files that a template may name. Where they lie, and which of them may be read, is the source's to say. */
export interface TemplateFiles {
  /** A JSON or YAML file: an included body, an API's definition, a nested template. */
  readonly document: (location: FileLocation) => FoundDocument;
  /** The code of a function. */
  readonly code: (location: FileLocation) => LambdaCode;
}

/** How a template names a file. The first member that leads to a file counts. */
export interface FileLocation {
  /** `aws:asset:path` in the resource's metadata, in a CDK assembly. */
  readonly assetPath?: string;
  /** A path beside the template, an `s3://` or `https://` address. */
  readonly address?: string;
  readonly key?: Value<string>;
}

export type FoundDocument =
  | {
      readonly kind: 'found';
      readonly document: Json;
      readonly file: string;
      readonly diagnostics: readonly Diagnostic[];
    }
  /** `reason` completes "Cannot read …: ". */
  | { readonly kind: 'missing'; readonly reason: string };

/** For a template that comes alone. */
export const NO_FILES: TemplateFiles = {
  document: () => ({ kind: 'missing', reason: 'the template comes without files' }),
  code: () => ({ kind: 'unavailable', reason: 'the template comes without files' }),
};

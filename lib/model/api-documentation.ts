import type { Document } from './value.js';

/** What a document says to people about the whole API. */
export interface ApiDocumentation {
  readonly termsOfService?: string;
  readonly contact?: Document;
  readonly license?: Document;
  readonly tags?: readonly Document[];
  readonly externalDocs?: Document;
  /** `x-amazon-apigateway-documentation`. */
  readonly parts?: Document;
  readonly other?: OtherMembers;
}

/**
 * Members of an OpenAPI document that API Gateway makes nothing of and that say something to people or to other tools
 * (examples, servers, foreign extensions), as they are written.
 */
export type OtherMembers = Readonly<Record<string, Document>>;

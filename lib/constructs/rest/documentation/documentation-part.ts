import type { JsonObject } from '../../../model/index.js';

/**
 * The part of an API that documentation is about. Members that are left out stand for any: without a method, the
 * documentation is about every method of the path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPartLocation.html
 */
export type DocumentationLocation =
  | { readonly type: 'API' }
  | { readonly type: 'AUTHORIZER' | 'MODEL'; readonly name: string }
  | { readonly type: 'RESOURCE'; readonly path?: string }
  | { readonly type: 'METHOD' | 'REQUEST_BODY'; readonly path?: string; readonly method?: string }
  | {
      readonly type: 'PATH_PARAMETER' | 'QUERY_PARAMETER' | 'REQUEST_HEADER';
      readonly path?: string;
      readonly method?: string;
      readonly name: string;
    }
  | {
      readonly type: 'RESPONSE' | 'RESPONSE_BODY';
      readonly path?: string;
      readonly method?: string;
      readonly statusCode?: string;
    }
  | {
      readonly type: 'RESPONSE_HEADER';
      readonly path?: string;
      readonly method?: string;
      readonly statusCode?: string;
      readonly name: string;
    };

/**
 * Documentation of one part of an API: a description, or members of your own. An exported OpenAPI document shows the
 * members that OpenAPI knows (`description`, `summary`, `tags`) with the part itself.
 */
export type Documentation = string | JsonObject;

/** Documentation and the part of an API that it is about. */
export interface DocumentationPart {
  readonly location: DocumentationLocation;
  readonly properties: JsonObject;
}

/** A string is the description. */
export function declareDocumentation(location: DocumentationLocation, documentation: Documentation): DocumentationPart {
  return { location, properties: typeof documentation === 'string' ? { description: documentation } : documentation };
}

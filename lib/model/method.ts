import type { OtherMembers } from './api-documentation.js';
import type { HttpMethod } from './http-method.js';
import type { Integration } from './integration.js';
import type { ParameterLocation } from './parameter-mapping.js';
import type { Document, Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html */
export interface Method {
  readonly httpMethod: HttpMethod;
  readonly operationName?: string;
  /** Default NONE. */
  readonly authorization?: MethodAuthorization;
  readonly apiKeyRequired?: boolean;
  readonly requestParameters?: readonly RequestParameter[];
  /** Model names by content type; `$default` catches the rest. */
  readonly requestModels?: Readonly<Record<string, string>>;
  /** A name in `RestApi.requestValidators`. */
  readonly requestValidator?: string;
  /** Absent only in a definition that API Gateway refuses to deploy. */
  readonly integration?: Integration;
  readonly responses?: readonly MethodResponse[];
  readonly documentation?: OperationDocumentation;
}

export type MethodAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | ({ readonly type: 'CUSTOM' } & AuthorizerReference)
  | ({ readonly type: 'COGNITO_USER_POOLS'; readonly scopes?: readonly string[] } & AuthorizerReference);

/** The authorizer of a method. */
interface AuthorizerReference {
  /** A name in `RestApi.authorizers`. */
  readonly authorizer: string;
  /**
   * The id of an authorizer that the definition does not have and `authorizer` only labels. A method that is a resource
   * of its own can name one; a document cannot.
   */
  readonly authorizerId?: Value<string>;
}

export interface RequestParameter {
  readonly location: ParameterLocation;
  readonly name: string;
  readonly required: boolean;
  /** What OpenAPI says beyond API Gateway's own knowledge. */
  readonly documentation?: {
    readonly description?: string;
    readonly schema?: Document;
    readonly other?: OtherMembers;
  };
}

export interface MethodResponse {
  readonly statusCode: string;
  /** Model names by content type. */
  readonly responseModels?: Readonly<Record<string, string>>;
  readonly responseHeaders?: readonly ResponseHeader[];
  readonly description?: string;
  readonly documentation?: ContentDocumentation;
}

export interface ResponseHeader {
  readonly name: string;
  /** Kept and not enforced by API Gateway. */
  readonly required: boolean;
  /** Whatever else OpenAPI says of it: `description`, `schema`. */
  readonly documentation?: OtherMembers;
}

/** What OpenAPI says of a request's or a response's content beyond its models. */
export interface ContentDocumentation {
  /** By content type: `example`, `examples`, `encoding`. A type that has no model stands here, empty if need be. */
  readonly content?: Readonly<Record<string, OtherMembers>>;
  readonly other?: OtherMembers;
}

/** What an OpenAPI operation says to people. */
export interface OperationDocumentation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly externalDocs?: Document;
  readonly requestBody?: ContentDocumentation & { readonly description?: string; readonly required?: boolean };
  readonly other?: OtherMembers;
}

import type { IHttpAuthorizer } from '../authorizers/http-authorizer.js';
import type { HttpApiProps } from '../http-api-props.js';
import type { IHttpIntegration } from '../integrations/http-integration.js';
import type { RouteProps } from '../routes/route-props.js';

/**
 * An HTTP API by its OpenAPI document, and what the document leaves open. Props that the document says too take precedence.
 *
 * `defaults` hold for the document's routes as well, where the document says nothing: `integration` for operations without
 * one, `authorizer` and `scopes` for operations without `security`, `throttle` and `metrics` for all. The other members
 * hold for routes that are added afterwards.
 */
export interface HttpOpenApiProps extends HttpApiProps {
  /**
   * An OpenAPI 3.0 document as an object, or its text as JSON or YAML. Tokens (`fn.functionArn`) and CloudFormation's
   * functions (`{ 'Fn::Sub': … }`) may stand wherever a value may.
   *
   * @default - `file`
   */
  readonly document?: unknown;

  /**
   * The path of a JSON or YAML file with the document. Short forms of CloudFormation's functions (`!Sub`) and relative
   * `$ref`s to other files are read.
   *
   * @default - `document`
   */
  readonly file?: string;

  /**
   * Integrations by `operationId`. One here replaces the `x-amazon-apigateway-integration` of its operation.
   *
   * @default - those of the document
   */
  readonly integrations?: Readonly<Record<string, IHttpIntegration>>;

  /**
   * Settings of operations that the document does not have, or has otherwise, by `operationId`. A member here replaces
   * that of the document and of `defaults`.
   *
   * @example { search: { throttle: { rateLimit: 5, burstLimit: 10 } } }
   * @default - none
   */
  readonly operations?: Readonly<Record<string, HttpOperationProps>>;

  /**
   * Authorizers by the name of their security scheme. One here replaces the scheme's `x-amazon-apigateway-authorizer`;
   * scopes stay those of the document.
   *
   * @default - those of the document
   */
  readonly authorizers?: Readonly<Record<string, IHttpAuthorizer>>;
}

/** Members of a route that may be said beside an OpenAPI document. */
export type HttpOperationProps = Pick<RouteProps, 'authorizer' | 'scopes' | 'throttle' | 'metrics'>;

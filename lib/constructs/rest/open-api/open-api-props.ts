import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { IRestIntegration } from '../integrations/integration.js';
import type { MethodProps } from '../methods/method-props.js';
import type { RestApiProps } from '../rest-api-props.js';

/**
 * An API by its OpenAPI document, and what the document leaves open. Props that the document says too take precedence.
 *
 * `defaults` hold for the document's methods as well, where the document says nothing: `integration` for operations
 * without one, `authorizer`, `scopes` and `apiKeyRequired` for operations without `security`, `throttle`, `logging` and
 * `metrics` for all. The other members hold for methods that are added afterwards.
 */
export interface OpenApiProps extends RestApiProps {
  /**
   * An OpenAPI 3.0 or Swagger 2.0 document as an object, or its text as JSON or YAML. Tokens (`fn.functionArn`) and
   * CloudFormation's functions (`{ 'Fn::Sub': … }`) may stand wherever a value may.
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
  readonly integrations?: Readonly<Record<string, IRestIntegration>>;

  /**
   * What the document cannot say of its operations, or says otherwise, by `operationId`. A member here replaces what the
   * document and `defaults` say.
   *
   * @example { getPet: { cache: { ttl: Duration.minutes(5), keys: ['path.petId'] }, throttle: { rateLimit: 5 } } }
   * @default - nothing
   */
  readonly operations?: Readonly<Record<string, OperationProps>>;

  /**
   * Authorizers by the name of their security scheme. One here replaces the scheme's `x-amazon-apigateway-authorizer`;
   * scopes stay those of the document.
   *
   * @default - those of the document
   */
  readonly authorizers?: Readonly<Record<string, IRestAuthorizer>>;
}

/** Members of a method that may be said beside an OpenAPI document. */
export type OperationProps = Pick<
  MethodProps,
  'authorizer' | 'scopes' | 'apiKeyRequired' | 'cache' | 'throttle' | 'logging' | 'metrics'
>;

import type { Duration } from 'aws-cdk-lib';
import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { MethodDocumentation } from '../documentation/method-documentation.js';
import type { IRestIntegration } from '../integrations/integration.js';
import type { InlineSchema, Model } from '../model.js';
import type { CacheKey, ParameterKey } from '../../paths/path-types.js';

/**
 * Properties that a method has itself or inherits from the defaults of its API or group. The compiler reads the variables
 * of the path `P`.
 */
export interface SharedMethodProps<P extends string = string> {
  /**
   * Who may call. `Authorizer.NONE` takes away an inherited authorizer.
   *
   * @default - anybody
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
   */
  readonly authorizer?: IRestAuthorizer;

  /**
   * Scopes of a user pool's access tokens, of which the caller's token must have one. Without any, the authorizer takes
   * identity tokens. Other authorizers do not check scopes: a method cannot have scopes of its own with one of them.
   *
   * @default - none
   */
  readonly scopes?: readonly string[];

  /**
   * Whether callers need an API key of a usage plan.
   *
   * @default false
   */
  readonly apiKeyRequired?: boolean;

  /**
   * The request's parameters, and whether each is required: `{ 'querystring.page': false }`. Variables of the path and
   * parameters that the integration maps need no declaration.
   *
   * @default - only those
   */
  readonly parameters?: Readonly<Partial<Record<ParameterKey<P>, boolean>>>;

  /**
   * The shapes of the request's body by content type; `$default` is for every other type. A plain schema becomes a model
   * named by its `title` or by the method: `PostPetsRequest`.
   *
   * @default - anything
   */
  readonly requestModels?: Readonly<Record<string, Model | InlineSchema>>;

  /**
   * The responses that the specification shows; those of the integration need no declaration.
   *
   * @default - those of the integration
   */
  readonly responses?: readonly MethodResponseProps[];

  /**
   * Which parts of a request are checked before the integration is called.
   *
   * @default - the body of a method that has request models, the parameters of one that has a required one
   */
  readonly validate?: ValidationProps;

  /**
   * Caches responses in every stage that has a cache; `false` takes away the cache of the defaults.
   *
   * @default - not cached
   */
  readonly cache?: MethodCacheProps<P> | false;

  /**
   * The limits of requests, in each stage.
   *
   * @default - the account's limits
   */
  readonly throttle?: ThrottleProps;

  /**
   * The level of the execution log, in each stage.
   *
   * @default - nothing
   */
  readonly logging?: LoggingProps;

  /**
   * Whether CloudWatch gets metrics of each method.
   *
   * @default false
   */
  readonly metrics?: boolean;

  /**
   * The groups of the specification that list the method.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
}

/**
 * Properties that the methods of an API or a group inherit. All their paths begin with `P`.
 *
 * One rule merges: a member that a method or an inner group has itself replaces the member here; nothing is merged
 * deeper. `Authorizer.NONE` unsets an authorizer, `cache: false` a cache, an empty list or object the others.
 *
 * Some HTTP methods do not inherit members that would refuse their requests or change their meaning:
 *
 * - OPTIONS, which browsers send without credentials: no `authorizer`, `scopes`, `apiKeyRequired`, `parameters`,
 *   `requestModels` or `validate`
 * - GET, HEAD and DELETE, whose requests have no body: no `requestModels`
 * - all but GET: no `cache`
 *
 * A stage's settings of throttling, logging and metrics take precedence over the API's defaults; those of a group or a
 * method take precedence over both.
 */
export interface MethodDefaults<P extends string = ''> extends SharedMethodProps<P> {
  /**
   * The integration of methods that are added without one.
   *
   * @default - each method names its own
   */
  readonly integration?: IRestIntegration;
}

/**
 * The parts of a request that API Gateway validates.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export interface ValidationProps {
  /**
   * Whether the body is validated by the request model of its content type.
   *
   * @default - true for a method that has request models
   */
  readonly body?: boolean;

  /**
   * Whether required parameters must be present.
   *
   * @default - true for a method that has a required parameter
   */
  readonly parameters?: boolean;

  /**
   * The name of the validator in the API's definition. Methods whose validator has the same name validate the same parts.
   *
   * @default - made of the parts: `body`, `parameters`, `body-and-parameters`
   */
  readonly validatorName?: string;
}

/**
 * Limits of requests, as a token bucket.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export interface ThrottleProps {
  /**
   * Requests per second in the long run.
   *
   * @default - the account's limit
   */
  readonly rateLimit?: number;

  /**
   * Requests at once: the size of the bucket.
   *
   * @default - the account's limit
   */
  readonly burstLimit?: number;
}

/**
 * Execution logging needs a role that API Gateway may write to CloudWatch with, once an account and Region:
 * `ApiGatewayAccount.ensure(this)`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export interface LoggingProps {
  /** Which requests are written: none, those that fail, or all. */
  readonly level: 'OFF' | 'ERROR' | 'INFO';

  /**
   * Whether whole requests and responses are written. They may contain secrets and personal data.
   *
   * @default false
   */
  readonly dataTrace?: boolean;
}

/** Properties of one method. The compiler reads the variables of its path `P`. */
export interface MethodProps<P extends string = string> extends SharedMethodProps<P> {
  /**
   * Documentation of the method, its parameters, body and responses, as documentation parts. A string documents the
   * method alone.
   *
   * @example { method: 'Finds a pet', parameters: { 'path.petId': 'The number on the collar' }, responses: { 404: 'No such pet' } }
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api.html
   */
  readonly docs?: string | MethodDocumentation<P>;

  /**
   * The operation's name in SDKs (`operationId` in OpenAPI).
   *
   * @default - none
   */
  readonly operationName?: string;

  /**
   * A summary in the specification.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * A description in the specification.
   *
   * @default - none
   */
  readonly description?: string;
}

/** A response of a method. */
export interface MethodResponseProps {
  /** The status that callers get. */
  readonly statusCode: number;

  /**
   * The shapes of the response's body by content type. A plain schema becomes a model named by its `title` or by the
   * method and the status: `PostPetsResponse201`.
   *
   * @default - any body
   */
  readonly responseModels?: Readonly<Record<string, Model | InlineSchema>>;

  /**
   * The names of the response's headers.
   *
   * @default - none
   */
  readonly responseHeaders?: readonly string[];

  /**
   * What the response means.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * The cache of a method. Every caller whose request has the same keys gets the same response: responses that differ by
 * caller need a key that identifies the caller, such as `header.Authorization`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export interface MethodCacheProps<P extends string = string> {
  /**
   * How long a response is kept, at most an hour.
   *
   * @default Duration.minutes(5)
   */
  readonly ttl?: Duration;

  /**
   * The parameters that select a response: of the request, `['path.petId', 'querystring.page']`, which need no declaration,
   * or of the integration request, `integration.request.querystring.page`, which the integration maps.
   *
   * @default - the variables of the path; with `[]`, one response for all requests of the method
   */
  readonly keys?: readonly CacheKey<P>[];

  /**
   * Methods of one namespace share responses if their keys have the same names.
   *
   * @default - each method has its own
   */
  readonly namespace?: string;
}

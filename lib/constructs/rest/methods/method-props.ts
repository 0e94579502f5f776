import type { Duration } from 'aws-cdk-lib';
import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { MethodDocumentation } from '../documentation/method-documentation.js';
import type { IRestIntegration } from '../integrations/integration.js';
import type { InlineSchema, Model } from '../model.js';
import type { CacheKey, ParameterKey } from './path-types.js';

/**
 * What a method may say itself or take from the defaults of its API or group. `P` is the path, in which the compiler looks
 * up variables.
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
   * identity tokens. Authorizers other than Cognito's do not use them.
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
   * parameters that the integration maps are declared without being named.
   *
   * @default - none beside those
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
   * The responses that the specification shows. Those of the integration need not be named.
   *
   * @default - those of the integration
   */
  readonly responses?: readonly MethodResponseProps[];

  /**
   * What of a request is checked before the integration is called.
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
   * How many requests are let through, in each stage.
   *
   * @default - the account's limits
   */
  readonly throttle?: ThrottleProps;

  /**
   * What is written to the execution log, in each stage.
   *
   * @default - nothing
   */
  readonly logging?: LoggingProps;

  /**
   * Whether CloudWatch gets metrics for each method.
   *
   * @default false
   */
  readonly metrics?: boolean;

  /**
   * What the specification groups the method under.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
}

/**
 * What holds for every method of an API or a group that does not say otherwise. `P` is the path that all of them begin with.
 *
 * One rule merges: a member that a method or an inner group has itself replaces the member here; nothing is merged
 * deeper. `Authorizer.NONE` unsets an authorizer, `cache: false` a cache, an empty list or object the others.
 *
 * Methods inherit no member that would refuse the requests they get or change what they mean:
 *
 * - OPTIONS, which browsers send without credentials: no `authorizer`, `scopes`, `apiKeyRequired`, `parameters`,
 *   `requestModels` or `validate`
 * - GET, HEAD and DELETE, whose requests have no body: no `requestModels`
 * - all but GET: no `cache`
 *
 * What a stage says of throttling, logging and metrics takes precedence over the API's defaults, and what a group or a
 * method says takes precedence over both.
 */
export interface MethodDefaults<P extends string = ''> extends SharedMethodProps<P> {
  /**
   * Responds where a method is added without an integration.
   *
   * @default - every method names its own
   */
  readonly integration?: IRestIntegration;
}

/**
 * What of a request is checked before the integration is called.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export interface ValidationProps {
  /**
   * Whether the body has to match the request model of its content type.
   *
   * @default - true for a method that has request models
   */
  readonly body?: boolean;

  /**
   * Whether required parameters have to be there.
   *
   * @default - true for a method that has a required parameter
   */
  readonly parameters?: boolean;
}

/**
 * How many requests are let through.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export interface ThrottleProps {
  /** Requests a second, in the long run. */
  readonly rateLimit?: number;

  /** Requests at once. */
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
   * Whether whole requests and answers are written. They may hold what nobody should read.
   *
   * @default false
   */
  readonly dataTrace?: boolean;
}

/** What one method says. `P` is its path, in which the compiler looks up variables. */
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
   * A sentence for the specification.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * A longer text for the specification.
   *
   * @default - none
   */
  readonly description?: string;
}

/** A response that a method may give. */
export interface MethodResponseProps {
  /** The status of the response. */
  readonly statusCode: number;

  /**
   * The shapes of the response's body by content type. A plain schema becomes a model named by its `title` or by the
   * method and the status: `PostPetsResponse201`.
   *
   * @default - nothing is said of the body
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
 * A cached response is given to every caller whose request has the same keys. Who calls is none of them: responses that
 * differ by caller need a key that tells callers apart, such as `header.Authorization`.
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
   * What a response is kept for: parameters of the request, `['path.petId', 'querystring.page']`, which the method
   * declares by that, or parameters that the integration maps, `integration.request.querystring.page`.
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

import type { Duration } from 'aws-cdk-lib';
import type { IRestAuthorizer } from '../authorizers/authorizer.js';
import type { Model } from '../model.js';
import type { CacheKey, ParameterKey } from './path-types.js';

/**
 * What holds for every method that does not say otherwise.
 *
 * One rule merges: a member that a method has itself replaces the member here; nothing is merged deeper. An OPTIONS
 * method takes no `authorizer` and no `apiKeyRequired` from here, since browsers send it without credentials. What a stage says of
 * throttling, logging and metrics goes before what stands here, and what a method says goes before both.
 */
export interface MethodDefaults {
  /**
   * Who may call. `Authorizer.NONE` takes away the authorizer of `defaults`.
   *
   * @default - anybody
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
   */
  readonly authorizer?: IRestAuthorizer;

  /**
   * Scopes of a user pool's access tokens, of which the caller's token must have one. Without any, the authorizer takes
   * identity tokens.
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
   * What of a request is checked before the integration is called.
   *
   * @default - the body of a method that has request models, the parameters of one that has a required one
   */
  readonly validate?: ValidationProps;

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
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
export interface ValidationProps {
  /** @default - true for a method that has request models */
  readonly body?: boolean;

  /** @default - true for a method that has a required parameter */
  readonly parameters?: boolean;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
export interface ThrottleProps {
  /** Requests a second, in the long run. */
  readonly rateLimit?: number;

  /** Requests at once. */
  readonly burstLimit?: number;
}

/**
 * Execution logging needs a role that API Gateway may write to CloudWatch with, once an account and Region
 * (`AWS::ApiGateway::Account`).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export interface LoggingProps {
  readonly level: 'OFF' | 'ERROR' | 'INFO';

  /**
   * Whether whole requests and answers are written. They may hold what nobody should read.
   *
   * @default false
   */
  readonly dataTrace?: boolean;
}

/** What one method says. `P` is its path, in which the compiler looks up variables. */
export interface MethodProps<P extends string = string> extends MethodDefaults {
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

  /** @default - none */
  readonly description?: string;

  /**
   * What the specification groups the method under.
   *
   * @default - none
   */
  readonly tags?: readonly string[];

  /**
   * The request's parameters, and whether each is required: `{ 'querystring.page': false }`. Variables of the path and
   * parameters that the integration maps are there without being named.
   *
   * @default - none beside those
   */
  readonly parameters?: Readonly<Partial<Record<ParameterKey<P>, boolean>>>;

  /**
   * The shapes of the request's body by content type; `$default` catches the rest.
   *
   * @default - anything
   */
  readonly requestModels?: Readonly<Record<string, Model>>;

  /**
   * The answers that the specification shows. Those of the integration need not be named.
   *
   * @default - those of the integration
   */
  readonly responses?: readonly MethodResponseProps[];

  /**
   * Caches answers in every stage that has a cache.
   *
   * @default - not cached
   */
  readonly cache?: MethodCacheProps<P>;
}

export interface MethodResponseProps {
  readonly statusCode: number;

  /**
   * The shapes of the answer's body by content type.
   *
   * @default - those of this status say nothing
   */
  readonly responseModels?: Readonly<Record<string, Model>>;

  /**
   * The names of the answer's headers.
   *
   * @default - none
   */
  readonly responseHeaders?: readonly string[];

  /** @default - none */
  readonly description?: string;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html */
export interface MethodCacheProps<P extends string = string> {
  /**
   * How long an answer is kept, at most an hour.
   *
   * @default Duration.minutes(5)
   */
  readonly ttl?: Duration;

  /**
   * What tells answers apart: `['path.petId', 'querystring.page']`.
   *
   * @default - nothing: one answer for all requests of the method
   */
  readonly keys?: readonly CacheKey<P>[];
}

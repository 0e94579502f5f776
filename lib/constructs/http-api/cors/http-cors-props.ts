import type { Duration } from 'aws-cdk-lib';

/**
 * The pages of other origins that may call an HTTP API. API Gateway responds to preflights itself and replaces the CORS
 * headers of integrations.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export interface HttpCorsProps {
  /** Origins such as `https://app.example.com`, every one of a scheme by `https://*`, or every one by `*`. */
  readonly allowOrigins: readonly string[];

  /**
   * The HTTP methods that pages may use, or `*` for all.
   *
   * @default - the methods that the API's routes have
   */
  readonly allowMethods?: readonly string[];

  /**
   * The request headers that pages may send, or `*` for all.
   *
   * @default - content-type, authorization, and those that the API's authorizers read
   */
  readonly allowHeaders?: readonly string[];

  /**
   * The response headers that pages may read.
   *
   * @default - those that browsers always show
   */
  readonly exposeHeaders?: readonly string[];

  /**
   * Whether pages may send cookies and other credentials. It excludes the origin `*`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * Time for which a browser may keep the result of a preflight, at most a day.
   *
   * @default - the browser's own choice
   */
  readonly maxAge?: Duration;
}

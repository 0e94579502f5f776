import type { Duration } from 'aws-cdk-lib';
import type { HttpMethod } from '../../../model/index.js';

/**
 * The pages of other origins that may call an API, a group or a path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export interface CorsProps {
  /**
   * Origins such as `https://app.example.com`, or `*` alone for all. With several, a response names the origin of the
   * request if it is one of them, and none otherwise.
   */
  readonly allowOrigins: readonly string[];

  /**
   * The HTTP methods that pages may use.
   *
   * @default - the methods that the path has
   */
  readonly allowMethods?: readonly HttpMethod[];

  /**
   * The request headers that pages may send.
   *
   * @default - content-type, authorization, x-api-key, those of AWS's signatures, and those that the path's methods
   * declare or their authorizers read
   */
  readonly allowHeaders?: readonly string[];

  /**
   * The response headers that pages may read.
   *
   * @default - those that browsers always show
   */
  readonly exposeHeaders?: readonly string[];

  /**
   * Whether pages may send cookies and other credentials and read the response. It excludes `*`; with several origins,
   * pages cannot read the gateway's own errors.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may keep the result of a preflight.
   *
   * @default - the browser's own choice
   */
  readonly maxAge?: Duration;
}

/** Settings of CORS that need no props. */
export const Cors = {
  /** Turns off the CORS of the API or of an outer group: browsers let no page of another origin call. */
  NONE: 'NONE',
} as const;

/** The CORS setting of a group or a path. */
export type CorsSetting = CorsProps | typeof Cors.NONE;

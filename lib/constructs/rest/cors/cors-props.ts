import type { Duration } from 'aws-cdk-lib';
import type { HttpMethod } from '../../../model/index.js';

/**
 * Which pages of other origins may call the API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export interface CorsProps {
  /**
   * Origins such as `https://app.example.com`, or `*` alone for all. With several, the gateway answers the request's own
   * when it is one of them, and nothing otherwise.
   */
  readonly allowOrigins: readonly string[];

  /**
   * The methods that pages may call a path with.
   *
   * @default - the methods that the path has
   */
  readonly allowMethods?: readonly HttpMethod[];

  /**
   * The headers that pages may send.
   *
   * @default - content-type, authorization, x-api-key and those that AWS's signatures use
   */
  readonly allowHeaders?: readonly string[];

  /**
   * The headers of responses that pages may read.
   *
   * @default - those that browsers always show
   */
  readonly exposeHeaders?: readonly string[];

  /**
   * Whether browsers send cookies and show the answer all the same. Not together with `*`, and with several origins the
   * gateway's own errors cannot be read by pages.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may remember the answer.
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

/** CORS as a group or a path says it. */
export type CorsSetting = CorsProps | typeof Cors.NONE;

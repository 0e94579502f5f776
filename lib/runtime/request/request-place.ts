/** Where a request arrived: what is known of it once its stage is found. */
export interface RequestPlace {
  /** Host of the request, without port. */
  readonly domainName: string;
  /** Set when a custom domain's mapping led to the stage. */
  readonly basePathMatched: string | undefined;
  /** Below stage or base path, as sent: what is routed. */
  readonly routedPath: string;
  /** `path` of a proxy event: with the base path of a custom domain. */
  readonly eventPath: string;
  /** `$context.path`: with the stage, slashes doubled by the client included. */
  readonly contextPath: string;
  /** Without its question mark. */
  readonly queryString: string;
}

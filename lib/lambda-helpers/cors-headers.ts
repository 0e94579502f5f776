/** The part of an API Gateway event that says where a request comes from. */
export interface RequestWithHeaders {
  /** The headers of the request, by their names. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
}

/** The settings of an API's `cors` that its proxied answers need too. */
export interface CorsSettings {
  /** The origins whose pages may read responses. */
  readonly allowOrigins: readonly string[];
  /** Whether pages may read responses to requests with cookies. */
  readonly allowCredentials?: boolean;
  /** The headers of responses that pages may read. */
  readonly exposeHeaders?: readonly string[];
}

/**
 * The headers that let a page of another origin read a function's answer. API Gateway adds none to proxied answers.
 *
 * An origin that is not allowed gets no header but `Vary`, which keeps caches from mixing answers up.
 *
 * @example
 * corsHeaders(event, { allowOrigins: ['https://app.example.com'] });
 * // { 'Access-Control-Allow-Origin': 'https://app.example.com' }
 */
export function corsHeaders(event: RequestWithHeaders, cors: CorsSettings): Record<string, string> {
  const [only] = cors.allowOrigins;
  if (cors.allowOrigins.length === 1 && only !== undefined) return allow(only, cors);
  const origin = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'origin')?.[1];
  const vary = { Vary: 'Origin' };
  return origin !== undefined && cors.allowOrigins.includes(origin) ? { ...allow(origin, cors), ...vary } : vary;
}

function allow(origin: string, cors: CorsSettings): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    ...(cors.allowCredentials === true && { 'Access-Control-Allow-Credentials': 'true' }),
    ...(cors.exposeHeaders !== undefined && { 'Access-Control-Expose-Headers': cors.exposeHeaders.join(',') }),
  };
}

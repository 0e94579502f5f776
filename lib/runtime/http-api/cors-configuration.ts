import type { HttpApiCors } from '../../model/http-api.js';
import { isDeployTime, knownText, type Value } from '../../model/value.js';
import type { HeaderLine } from '../http-message.js';

/** The CORS configuration of an API, compiled. */
export interface Cors {
  /** The value of `Access-Control-Allow-Origin` for an origin; undefined for one that is not allowed. */
  allowOrigin(origin: string): string | undefined;
  /** What a preflight response says beside the origin. */
  readonly preflightHeaders: readonly HeaderLine[];
  /** What any other response says beside the origin. */
  readonly responseHeaders: readonly HeaderLine[];
}

/**
 * Compiles a CORS configuration.
 *
 * Documented: an origin is allowed by name, by `*`, `https://*` or `http://*`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 * Observed: names of exposed headers are lower-case; docs/aws/http-api.md section 14.
 * Assumed: names of allowed headers are too; lists are joined with a comma.
 *
 * @returns undefined for a configuration that only deployment knows
 */
export function compileCors(cors: HttpApiCors): Cors | undefined {
  const origins = knownTexts(cors.allowOrigins);
  const methods = knownTexts(cors.allowMethods);
  const allowed = knownTexts(cors.allowHeaders);
  const exposed = knownTexts(cors.exposeHeaders);
  const { allowCredentials, maxAgeSeconds } = cors;
  if (origins === undefined || methods === undefined || allowed === undefined || exposed === undefined)
    return undefined;
  if (isDeployTime(allowCredentials) || isDeployTime(maxAgeSeconds)) return undefined;
  const credentials = allowCredentials === true ? [['Access-Control-Allow-Credentials', 'true'] as const] : [];
  return {
    allowOrigin: compileOrigins(origins),
    preflightHeaders: [
      ...credentials,
      ...listHeader('Access-Control-Allow-Methods', methods),
      ...listHeader('Access-Control-Allow-Headers', lowerCase(allowed)),
      ...(maxAgeSeconds === undefined ? [] : [['Access-Control-Max-Age', String(maxAgeSeconds)] as const]),
    ],
    responseHeaders: [...credentials, ...listHeader('Access-Control-Expose-Headers', lowerCase(exposed))],
  };
}

function compileOrigins(origins: readonly string[]): Cors['allowOrigin'] {
  if (origins.includes('*')) return () => '*';
  const named = new Set(origins);
  const schemes = ['https://', 'http://'].filter((scheme) => named.has(`${scheme}*`));
  return (origin) => (named.has(origin) || schemes.some((scheme) => origin.startsWith(scheme)) ? origin : undefined);
}

function knownTexts(values: readonly Value<string>[] = []): readonly string[] | undefined {
  const texts = values.map(knownText).filter((text) => text !== undefined);
  return texts.length === values.length ? texts : undefined;
}

function listHeader(name: string, values: readonly string[]): readonly HeaderLine[] {
  return values.length === 0 ? [] : [[name, values.join(',')]];
}

function lowerCase(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

import type { HttpApiCors, Value } from '../../model/index.js';
import { duration } from './duration.js';
import { code, listOf, objectOf, type Expression } from './expression.js';
import type { ValueWriter } from './value-writer.js';

/** A CORS configuration as the props of an HTTP API; undefined where they refuse it, or would add methods and headers. */
export function writeHttpCors(cors: HttpApiCors | undefined, writer: ValueWriter): Expression | undefined {
  if (cors === undefined || !isSayable(cors)) return undefined;
  const { allowOrigins = [], allowMethods = [], allowHeaders = [], exposeHeaders } = cors;
  const { allowCredentials, maxAgeSeconds } = cors;
  const list = (items: readonly Value<string>[]): Expression => listOf(items.map((item) => writer.value(item)));
  return objectOf({
    allowOrigins: list(allowOrigins),
    allowMethods: list(allowMethods),
    allowHeaders: list(allowHeaders),
    exposeHeaders: exposeHeaders && list(exposeHeaders),
    allowCredentials: typeof allowCredentials === 'boolean' ? code(String(allowCredentials)) : undefined,
    maxAge: typeof maxAgeSeconds === 'number' ? duration(maxAgeSeconds * 1000, writer) : undefined,
  });
}

const DAY_SECONDS = 86_400;

function isSayable(cors: HttpApiCors): boolean {
  const { allowOrigins = [], allowMethods, allowHeaders, allowCredentials = false, maxAgeSeconds = 0 } = cors;
  return (
    allowOrigins.length > 0 &&
    allowOrigins.every((origin) => typeof origin !== 'string' || ORIGIN.test(origin)) &&
    allowMethods !== undefined &&
    allowHeaders !== undefined &&
    typeof allowCredentials === 'boolean' &&
    !(allowCredentials && allowOrigins.includes('*')) &&
    typeof maxAgeSeconds === 'number' &&
    Number.isInteger(maxAgeSeconds) &&
    maxAgeSeconds >= 0 &&
    maxAgeSeconds <= DAY_SECONDS
  );
}

/** As the props of an HTTP API check it. */
const ORIGIN = /^(?:\*|[a-z][a-z\d+.-]*:\/\/[^/\s]+)$/i;

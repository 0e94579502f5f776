import { Token } from 'aws-cdk-lib';
import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { HttpCorsProps } from './http-cors-props.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
const MAX_AGE_LIMIT_SECONDS = 86_400;

/**
 * @throws {SluiceError} `cors-credentials` for credentials of every origin, `cors-origin-invalid` for an origin that no
 *   request has, `quota-exceeded` for a `maxAge` of more than a day
 */
export function checkHttpCors(cors: HttpCorsProps, api: string): void {
  requireOrigins(cors, api);
  const { allowCredentials, allowOrigins, maxAge } = cors;
  if (allowOrigins.length === 0) {
    throw new SluiceError('cors-origin-invalid', `The CORS of ${api} allows no origin`, { place: api });
  }
  // Documented: allow-credentials is not supported where the origin is `*`.
  if (allowCredentials === true && allowOrigins.includes('*')) {
    throw new SluiceError('cors-credentials', `The CORS of ${api} allows credentials and every origin`, {
      place: api,
      hint: 'Name the origins that may send credentials: allowOrigins: ["https://app.example.com"]',
    });
  }
  const unknown = allowOrigins.find((origin) => !Token.isUnresolved(origin) && !isOrigin(origin));
  if (unknown !== undefined) {
    throw new SluiceError('cors-origin-invalid', `The CORS of ${api} allows "${unknown}", which is not an origin`, {
      place: api,
      hint: 'An origin is a scheme and a host without a path: "https://app.example.com"',
    });
  }
  const seconds = maxAge?.toSeconds() ?? 0;
  if (maxAge?.isUnresolved() !== true && seconds > MAX_AGE_LIMIT_SECONDS) {
    throw new SluiceError(
      'quota-exceeded',
      `The maxAge of the CORS of ${api} is ${seconds} seconds; API Gateway allows at most ${MAX_AGE_LIMIT_SECONDS}`,
      { place: api },
    );
  }
}

/** The compiler finds these; this is for plain JavaScript. */
function requireOrigins(cors: unknown, api: string): void {
  if (isObject(cors) && Array.isArray(cors.allowOrigins)) return;
  const found = isObject(cors) ? 'has no list of allowOrigins' : `is ${String(cors)}`;
  throw new SluiceError('cors-origin-invalid', `The CORS of ${api} ${found}; expected the origins that it allows`, {
    place: api,
    hint: "Name them: cors: { allowOrigins: ['https://app.example.com'] }",
  });
}

/** An origin has no path, and so no slash at its end. */
function isOrigin(origin: string): boolean {
  return origin === '*' || /^[a-z][a-z\d+.-]*:\/\/[^/\s]+$/i.test(origin);
}

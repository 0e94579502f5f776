import { Token } from 'aws-cdk-lib';
import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { CorsProps } from './cors-props.js';

/** @throws SluiceError `cors-invalid` for a setting that browsers or templates would refuse */
export function checkCors(cors: CorsProps): void {
  requireOrigins(cors);
  const { allowOrigins, allowCredentials = false } = cors;
  const wildcard = allowOrigins.includes('*');
  if (allowOrigins.length === 0) throw invalid('allowOrigins is empty; name at least one origin, or "*"');
  if (wildcard && allowOrigins.length > 1) throw invalid('"*" is listed with other origins; it already means all');
  if (wildcard && allowCredentials) {
    throw invalid('browsers refuse "*" together with allowCredentials; name the origins');
  }
  for (const origin of allowOrigins) {
    if (origin !== '*' && !Token.isUnresolved(origin) && !/^[a-z][a-z0-9+.-]*:\/\/[^/\s'"$#]+$/i.test(origin)) {
      throw invalid(
        `"${origin}" is not an origin; write it like https://app.example.com, without a path or a trailing slash`,
      );
    }
  }
}

/** The compiler finds these; this is for plain JavaScript. */
function requireOrigins(cors: unknown): void {
  if (!isObject(cors)) throw invalid(`it is ${String(cors)}; expected an object with allowOrigins`);
  if (!Array.isArray(cors.allowOrigins)) throw invalid('allowOrigins is not a list of origins');
}

function invalid(reason: string): SluiceError {
  return new SluiceError('cors-invalid', `The CORS setting is invalid: ${reason}`);
}

import { diagnostic, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

const PLACE = { element: 'cors' };

/**
 * CORS configurations that API Gateway refuses, and origins that no browser sends.
 *
 * Observed: `allow-credentials is not supported if 'allow-origin' is *`; docs/aws/http-api.md section 8.
 * Documented: the range of the maximum age (https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html).
 */
export const corsInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['HTTP'],
  summary: 'The CORS configuration is one that API Gateway refuses, or that no browser matches',
  fix: 'Name the origins as scheme and host, and keep the maximum age between -1 and 86400 seconds',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  check: ({ cors }) => {
    if (cors === undefined) return [];
    const found: Diagnostic[] = [];
    const { allowOrigins = [], allowCredentials, maxAgeSeconds } = cors;
    if (allowCredentials === true && allowOrigins.includes('*')) {
      const message =
        'The origin * is allowed with credentials, which API Gateway refuses; name the origins, or allow https://*';
      found.push(diagnostic('invalid-value', { ...PLACE, property: 'allowOrigins' }, message));
    }
    if (typeof maxAgeSeconds === 'number' && (maxAgeSeconds < -1 || maxAgeSeconds > 86_400)) {
      const message = `The maximum age is ${maxAgeSeconds} seconds; API Gateway requires -1 to 86400`;
      found.push(diagnostic('invalid-value', { ...PLACE, property: 'maxAge' }, message));
    }
    for (const origin of allowOrigins) {
      if (typeof origin !== 'string' || ORIGIN.test(origin)) continue;
      const message = `No browser sends the origin "${origin}"; expected *, https://*, http://* or a scheme with a host and no path`;
      found.push(diagnostic('invalid-value', { ...PLACE, property: 'allowOrigins' }, message, 'warning'));
    }
    return found;
  },
});

/** RFC 6454, section 6.2, in lower case; extensions of browsers have schemes of their own. */
const ORIGIN = /^(?:\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^\s/*A-Z]+)$/;

import { describe } from 'vitest';
import { reference, type HttpApi } from '../../../lib/model/index.js';
import { finds, httpRoute } from '../findings.js';

function cors(configuration: NonNullable<HttpApi['cors']>): HttpApi {
  return { ...httpRoute({}), cors: configuration };
}

describe('cors-invalid', () => {
  finds([
    ['nothing without CORS', httpRoute({}), []],
    [
      'nothing in a configuration that API Gateway takes',
      cors({
        allowOrigins: [
          'https://www.test',
          'https://*',
          'http://localhost:3000',
          'chrome-extension://abc',
          reference('Origin'),
        ],
        allowCredentials: true,
        maxAgeSeconds: -1,
      }),
      [],
    ],
    ['nothing in any origin without credentials', cors({ allowOrigins: ['*'], maxAgeSeconds: 86_400 }), []],
    [
      'any origin with credentials, and a maximum age of more than a day',
      cors({ allowOrigins: ['*'], allowCredentials: true, maxAgeSeconds: 86_401 }),
      [
        'error invalid-value cors allowOrigins: The origin * is allowed with credentials, which API Gateway refuses; name the origins, or allow https://*',
        'error invalid-value cors maxAge: The maximum age is 86401 seconds; API Gateway requires -1 to 86400',
      ],
    ],
    [
      'origins that no browser sends',
      cors({ allowOrigins: ['https://www.test/', 'www.test', 'https://*.test'] }),
      ['https://www.test/', 'www.test', 'https://*.test'].map(
        (origin) =>
          `warning invalid-value cors allowOrigins: No browser sends the origin "${origin}"; expected *, https://*, http://* or a scheme with a host and no path`,
      ),
    ],
  ]);
});

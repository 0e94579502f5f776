import { describe } from 'vitest';
import type { WebSocketApi } from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

function keys(...all: readonly string[]): WebSocketApi {
  return webSocketRoute({
    integration: { ...mock, responses: all.map((integrationResponseKey) => ({ integrationResponseKey })) },
  });
}

describe('integration-response-key-invalid', () => {
  finds([
    ['nothing in $default and regular expressions', keys('$default', '/2\\d\\d/', '/(?i)not found.*/'), []],
    [
      'a status, slashes alone and a regular expression that does not parse',
      keys('200', '//', '/(/'),
      [
        'error invalid-value send integration response 200: "200" is not an integration response key; expected $default or a regular expression such as /2\\d\\d/',
        'error invalid-value send integration response //: "//" is not an integration response key; expected $default or a regular expression such as /2\\d\\d/',
        'error invalid-value send integration response /(/: The regular expression of the integration response key does not parse: Unclosed group near index 1: "("',
      ],
    ],
  ]);
});

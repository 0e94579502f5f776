import { describe } from 'vitest';
import { joinValues, reference, type HttpProxyIntegration, type RestApi } from '../../../lib/model/index.js';
import { finds, httpRoute, method } from '../findings.js';

function proxy(more: Partial<HttpProxyIntegration>): RestApi {
  return method({ integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://example.com', ...more } });
}

const MESSAGE = 'integration uri: The URI begins with http://; requests and responses are not encrypted';

describe('tls-missing', () => {
  finds([
    ['a URI', proxy({ uri: 'http://example.com' }), [`info tls-missing GET /pets/{petId} ${MESSAGE}`]],
    [
      'a URI whose host only deployment knows',
      proxy({ uri: joinValues(['http://', reference('Host')]) }),
      [`info tls-missing GET /pets/{petId} ${MESSAGE}`],
    ],
    [
      'a URI of an HTTP API',
      httpRoute({ integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://example.com' } }),
      [`info tls-missing GET /pets ${MESSAGE}`],
    ],
    ['nothing in https', proxy({}), []],
    ['nothing behind a VPC link', proxy({ uri: 'http://example.com', vpcLink: { id: 'abc' } }), []],
    ['nothing on this machine', proxy({ uri: 'http://127.0.0.1:8080' }), []],
  ]);
});

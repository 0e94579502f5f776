import { diagnostic, isDeployTime, walkRoutes, type Api, type Diagnostic, type Value } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * HTTP integrations over the internet without TLS. Integrations over a VPC link, and addresses of the same machine, stay
 * inside of a network.
 */
export const tlsMissing = defineRule({
  codes: ['tls-missing'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'An HTTP integration sends requests over the internet without TLS',
  fix: 'Use https:// in the URI',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/infrastructure-security.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkRoutes<Api>(api, ({ integration }, place) => {
      if (integration?.type !== 'HTTP' && integration?.type !== 'HTTP_PROXY') return;
      if ('vpcLink' in integration || !isPlain(integration.uri)) return;
      const message = 'The URI begins with http://; requests and responses are not encrypted';
      found.push(diagnostic('tls-missing', { ...place, property: 'integration uri' }, message));
    });
    return found;
  },
});

function isPlain(uri: Value<string>): boolean {
  const head = isDeployTime(uri) ? uri.parts[0] : uri;
  return typeof head === 'string' && /^http:\/\/(?!localhost|127\.|\[::1\])/i.test(head);
}

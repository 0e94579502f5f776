import {
  printCacheKey,
  printRequestMappingSource,
  type CacheKeyParameter,
  type NormalizedIntegration,
  type NormalizedIntegrationResponse,
  type RequestParameterMapping,
} from '../model/index.js';
import { elsewhere, list, members, present, value, variants, type Compare } from './compare.js';
import { passthroughBehavior, responseParameters, templates, timeout } from './integration-settings.js';

const integrationResponse = members<NormalizedIntegrationResponse>({
  statusCode: elsewhere,
  selectionPattern: value('selection-pattern-changed'),
  responseParameters,
  responseTemplates: templates('response-template-changed'),
  contentHandling: value('content-handling-changed'),
});

/** The integration of a method of a REST API. */
export const compareIntegration: Compare<NormalizedIntegration | undefined> = present(
  { added: 'integration-added', removed: 'integration-removed' },
  variants<NormalizedIntegration>('integration-type-changed', {
    uri: value('integration-uri-changed'),
    httpMethod: value('integration-method-changed'),
    vpcLink: value('integration-connection-changed'),
    insecureSkipVerification: value('tls-verification-changed'),
    credentials: value('integration-credentials-changed'),
    timeoutMs: timeout,
    requestParameters: list<RequestParameterMapping>(
      ({ target }) => `${target.location}.${target.name}`,
      value('request-mapping-changed', ({ source }) => printRequestMappingSource(source)),
    ),
    requestTemplates: templates('request-template-changed'),
    passthroughBehavior,
    contentHandling: value('content-handling-changed'),
    cacheNamespace: value('cache-key-changed'),
    cacheKeyParameters: value<readonly CacheKeyParameter[] | undefined>('cache-key-changed', (keys) =>
      keys.map(printCacheKey),
    ),
    responseTransferMode: value('transfer-mode-changed'),
    responses: list<NormalizedIntegrationResponse>(
      ({ statusCode }) => statusCode,
      present({ added: 'integration-response-added', removed: 'integration-response-removed' }, integrationResponse),
    ),
  }),
);

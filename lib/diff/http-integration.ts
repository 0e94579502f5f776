import {
  printHttpMappings,
  printHttpMappingTarget,
  printSelectionExpression,
  type HttpRequestExpression,
  type HttpRequestMapping,
  type HttpResponseMapping,
  type HttpResponseMappings,
  type NormalizedHttpApiIntegration,
} from '../model/index.js';
import { elsewhere, entries, list, members, present, value, variants, type Compare } from './compare.js';
import { timeout } from './integration-settings.js';

const responseMappings = members<HttpResponseMappings>({
  statusCode: elsewhere,
  mappings: list<HttpResponseMapping>(
    ({ target }) => printHttpMappingTarget(target),
    value('response-mapping-changed', (mapping) => printSelectionExpression(mapping.value)),
  ),
});

/** The integration of a route of an HTTP API. */
export const compareHttpIntegration: Compare<NormalizedHttpApiIntegration | undefined> = present(
  { added: 'integration-added', removed: 'integration-removed' },
  variants<NormalizedHttpApiIntegration>('integration-type-changed', {
    description: value('documentation-changed'),
    subtype: value('integration-type-changed'),
    uri: value('integration-uri-changed'),
    httpMethod: value('integration-method-changed'),
    vpcLink: value('integration-connection-changed'),
    serverNameToVerify: value('tls-verification-changed'),
    credentials: value('integration-credentials-changed'),
    timeoutMs: timeout,
    payloadFormatVersion: value('payload-format-changed'),
    requestParameters: list<HttpRequestMapping>(
      ({ target }) => printHttpMappingTarget(target),
      value('request-mapping-changed', (mapping) => printSelectionExpression(mapping.value)),
    ),
    parameters: entries<HttpRequestExpression>(value('request-mapping-changed', printSelectionExpression)),
    responseParameters: list<HttpResponseMappings>(
      ({ statusCode }) => statusCode,
      present(
        { added: 'response-mapping-changed', removed: 'response-mapping-changed' },
        responseMappings,
        ({ mappings }) => printHttpMappings(mappings),
      ),
    ),
  }),
);

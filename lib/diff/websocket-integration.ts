import {
  printMessageMappingSource,
  printSelectionExpression,
  type MessageParameterMapping,
  type NormalizedWebSocketIntegration,
} from '../model/index.js';
import { elsewhere, list, members, present, value, variants, type Compare } from './compare.js';
import { passthroughBehavior, responseParameters, templates, timeout } from './integration-settings.js';

type IntegrationResponse = NormalizedWebSocketIntegration['responses'][number];

const integrationResponse = members<IntegrationResponse>({
  integrationResponseKey: elsewhere,
  contentHandling: value('content-handling-changed'),
  templateSelectionExpression: value('template-selection-changed', printSelectionExpression),
  responseTemplates: templates('response-template-changed'),
  responseParameters,
});

/** The integration of a route of a WebSocket API. */
export const compareWebSocketIntegration: Compare<NormalizedWebSocketIntegration | undefined> = present(
  { added: 'integration-added', removed: 'integration-removed' },
  variants<NormalizedWebSocketIntegration>('integration-type-changed', {
    uri: value('integration-uri-changed'),
    httpMethod: value('integration-method-changed'),
    vpcLink: value('integration-connection-changed'),
    credentials: value('integration-credentials-changed'),
    timeoutMs: timeout,
    contentHandling: value('content-handling-changed'),
    passthroughBehavior,
    templateSelectionExpression: value('template-selection-changed', printSelectionExpression),
    requestTemplates: templates('request-template-changed'),
    requestParameters: list<MessageParameterMapping>(
      ({ target }) => `${target.location}.${target.name}`,
      value('request-mapping-changed', ({ source }) => printMessageMappingSource(source)),
    ),
    responses: list<IntegrationResponse>(
      ({ integrationResponseKey }) => integrationResponseKey,
      present({ added: 'integration-response-added', removed: 'integration-response-removed' }, integrationResponse),
    ),
  }),
);

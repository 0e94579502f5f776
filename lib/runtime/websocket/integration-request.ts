import type { MessageParameterMapping } from '../../model/parameter-mapping.js';
import type { NormalizedWebSocketIntegration } from '../../model/normalize-websocket-api.js';
import { configurationFault, GatewayFault } from '../fault.js';
import { convertRequest, type Payload } from '../mapping/content-handling.js';
import { compileTemplates } from '../mapping/mapping-templates.js';
import { compileRequestParameters, type MappedParameters } from '../mapping/request-parameters.js';
import type { IntegrationContext } from './integration-context.js';
import type { MeteredInvocation } from './invocation.js';
import { compileMessageExpression, unsupportedExpression, type ReadExpression } from './selection-expression.js';
import { UNSELECTED_TEMPLATE, selectTemplate } from './template-selection.js';

/** A transformed message. */
export interface RequestBody {
  readonly payload: Payload;
  /** Whether a template made it. */
  readonly isRendered: boolean;
}

/**
 * Compiles what happens to a message on its way to an integration that is not a proxy: content handling, choice of the
 * template by the template selection expression, passthrough.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html,
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html
 * Assumed: bytes cannot go into a template, as in REST APIs.
 */
export function compileRequestBody(
  integration: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): (invocation: MeteredInvocation) => RequestBody {
  const templates = compileTemplates(integration.requestTemplates, (name) => name, 'requestTemplates', context);
  const readKey = compileTemplateKey(integration, context);
  const { passthroughBehavior, contentHandling } = integration;
  return (invocation) => {
    const template = selectTemplate(templates, readKey(invocation));
    if (
      template === undefined &&
      (passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size > 0))
    ) {
      throw new GatewayFault({ kind: 'unsupported-media-type' });
    }
    const payload = convertRequest(invocation.request.body, false, contentHandling);
    if (template === undefined || template === 'passthrough') {
      return { payload, isRendered: false };
    }
    if (payload.kind === 'bytes') throw configurationFault('Unable to transform request: the body is binary');
    const { output } = template.render(invocation, payload.text);
    return { payload: { kind: 'text', text: output }, isRendered: true };
  };
}

/**
 * Compiles the `requestParameters` of an integration.
 *
 * Documented: values of headers and of the query string are there on `$connect` only
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html).
 * Assumed: elsewhere such a mapping is left out, as one whose source is absent.
 */
export function compileParameters(
  mappings: readonly MessageParameterMapping[],
  context: IntegrationContext,
): (invocation: MeteredInvocation) => MappedParameters {
  const readable =
    context.output === 'handshake' ? mappings : mappings.filter(({ source }) => !OF_HANDSHAKE.has(source.kind));
  const read = compileRequestParameters(readable, context);
  return (invocation) => read(invocation, undefined);
}

const OF_HANDSHAKE: ReadonlySet<MessageParameterMapping['source']['kind']> = new Set([
  'header',
  'querystring',
  'multivalueheader',
  'multivaluequerystring',
]);

function compileTemplateKey(
  { templateSelectionExpression }: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): ReadExpression {
  if (templateSelectionExpression === undefined) return () => UNSELECTED_TEMPLATE;
  const read = compileMessageExpression(templateSelectionExpression);
  if (read !== undefined) return read;
  context.refuse(unsupportedExpression(templateSelectionExpression, 'template selection expression'));
  return () => UNSELECTED_TEMPLATE;
}

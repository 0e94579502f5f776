import type { NormalizedIntegration } from '../../model/normalize.js';
import { configurationFault, GatewayFault } from '../fault.js';
import type { RequestOverride } from '../mapping/overrides.js';
import { convertRequest, type Payload } from '../mapping/content-handling.js';
import type { ValidatedInvocation } from './invocation.js';
import { compileTemplates, renderRequestTemplate } from '../mapping/mapping-templates.js';
import { mediaTypeOf, sendsBinary } from '../request/media-type.js';
import type { IntegrationRequest } from '../integrations/invoke-integration.js';
import type { IntegrationContext } from './integration-context.js';

/**
 * Makes the backend's request of the client's.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html
 */
export function buildIntegrationRequest(invocation: ValidatedInvocation): IntegrationRequest {
  return invocation.method.integration.buildRequest(invocation);
}

/** A transformed body, and what the template did to the parameters. */
export interface RequestBody {
  readonly payload: Payload;
  readonly override: RequestOverride | undefined;
}

export type ReadBody = (invocation: ValidatedInvocation) => RequestBody;

/**
 * Compiles what happens to the body of a request that is not proxied: content handling, choice of the template by
 * content type, passthrough.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 * Observed: no Content-Type counts as application/json, whatever the body is; bytes cannot go into a template, so that with
 * `*`/`*` a MOCK answers a browser's preflight with a 500 unless its integration has CONVERT_TO_TEXT (SAM issue 553), and
 * one with a response template unless its response has it too (Serverless Framework issue 7243).
 */
export function compileRequestBody(integration: NormalizedIntegration, context: IntegrationContext): ReadBody {
  const templates = compileTemplates(integration.requestTemplates, mediaTypeOf, 'requestTemplates', context);
  const { passthroughBehavior, contentHandling } = integration;
  return (invocation) => {
    const { request, mediaType } = invocation;
    const binary = sendsBinary(context.binaryMediaTypes, request.contentType);
    const template = templates.get(mediaType);
    if (
      template === undefined &&
      (passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size > 0))
    ) {
      throw new GatewayFault({ kind: 'unsupported-media-type' });
    }
    const payload = convertRequest(request.body, binary, contentHandling);
    if (template === undefined || template === 'passthrough') return { payload, override: undefined };
    if (payload.kind === 'bytes') {
      throw configurationFault('Unable to transform request: the body is binary');
    }
    const { output, override } = renderRequestTemplate(template, invocation, payload.text);
    return { payload: { kind: 'text', text: output }, override };
  };
}

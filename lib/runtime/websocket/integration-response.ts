import type { NormalizedWebSocketIntegration } from '../../model/normalize-websocket-api.js';
import type { JavaRegex } from '../../support/java/regex/index.js';
import { configurationFault } from '../fault.js';
import type { HeaderLine } from '../http-message.js';
import { unexpectedResult } from '../integrations/invoke-integration.js';
import { compileSelectionPattern, noResponse } from '../integrations/selection-pattern.js';
import { convertResponse } from '../mapping/content-handling.js';
import { compileTemplates, type CompiledTemplates } from '../mapping/mapping-templates.js';
import { compileResponseMapping, unsupportedMapping, type ResponseMapping } from '../mapping/parameter-mapping.js';
import type { IntegrationContext } from './integration-context.js';
import type { MappedMessage, MeteredInvocation, RouteIntegration } from './invocation.js';
import {
  compileResponseExpression,
  unsupportedExpression,
  type BackendResponse,
  type ReadResponseExpression,
} from './selection-expression.js';
import { UNSELECTED_TEMPLATE, selectTemplate } from './template-selection.js';

type DeclaredResponse = NormalizedWebSocketIntegration['responses'][number];

/** An integration response with its pattern, mappings and templates compiled. */
export interface CompiledResponse {
  /** Undefined for `$default`. */
  readonly pattern: JavaRegex | undefined;
  readonly headers: readonly { readonly name: string; readonly read: ResponseMapping<MeteredInvocation> }[];
  readonly templates: CompiledTemplates<MeteredInvocation>;
  readonly readKey: ReadResponseExpression;
  readonly contentHandling: DeclaredResponse['contentHandling'];
}

/** For MOCK, HTTP and AWS services: the status selects the integration response. */
export function compileIntegrationResponses(
  integration: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): RouteIntegration['mapResponse'] {
  const responses = compileResponses(integration, context);
  return (invocation, result) => {
    if (result.kind !== 'answer') throw unexpectedResult(result);
    const { status } = result;
    const selected = selectIntegrationResponse(String(status), responses);
    if (selected !== undefined) return applyResponse(selected, invocation, result, context);
    return applyNoResponse(result, context);
  };
}

/** Compiles integration responses; a key that is neither `$default` nor a pattern refuses the route. */
export function compileResponses(
  integration: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): readonly CompiledResponse[] {
  return integration.responses.flatMap((response) => {
    const { integrationResponseKey: key, contentHandling } = response;
    const [, pattern] = /^\/(.*)\/$/s.exec(key) ?? [];
    if (key !== '$default' && pattern === undefined) {
      context.refuse({ feature: 'mapping', detail: `the integration response key ${key}`, optional: false });
      return [];
    }
    return {
      pattern:
        pattern === undefined ? undefined : compileSelectionPattern(pattern, 'integration response key', context),
      headers: compileHeaders(response, context),
      templates: compileTemplates(response.responseTemplates, (name) => name, 'responseTemplates', context),
      readKey: compileTemplateKey(response, context),
      contentHandling,
    };
  });
}

/**
 * Selects the integration response of an integration's output: one whose pattern matches, else `$default`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 * Assumed: the pattern must match the whole selector, as in REST APIs, and of several matches the first in the order of
 * their keys wins.
 *
 * @param selector the status, or the message of a function's error
 */
export function selectIntegrationResponse(
  selector: string,
  responses: readonly CompiledResponse[],
): CompiledResponse | undefined {
  return (
    responses.find(({ pattern }) => pattern?.matches(selector)) ??
    responses.find(({ pattern }) => pattern === undefined)
  );
}

/**
 * Applies a selected response: content handling, header mappings, template.
 *
 * Documented: CONVERT_TO_TEXT makes base64 of the output, CONVERT_TO_BINARY bytes of base64
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html).
 * Assumed: output that nobody uses is not mapped; of bytes what is not UTF-8 becomes U+FFFD, since frames to clients are text.
 */
export function applyResponse(
  response: CompiledResponse,
  invocation: MeteredInvocation,
  backend: BackendResponse,
  { output }: IntegrationContext,
): MappedMessage {
  const { status, headers } = backend;
  if (output === 'none') return { status, headers: [], body: undefined };
  const { contentHandling } = response;
  const payload = convertResponse(backend.body, contentHandling === 'CONVERT_TO_TEXT', false, contentHandling);
  const bodyText = payload.kind === 'text' ? payload.text : undefined;
  const mapped = response.headers.flatMap(({ name, read }): readonly HeaderLine[] => {
    const value = read(invocation, { headers, body: bodyText ?? '' });
    return value === undefined ? [] : [[name, value]];
  });
  const template = selectTemplate(response.templates, response.readKey(invocation, backend));
  if (template === undefined || template === 'passthrough') {
    return { status, headers: mapped, body: payload.kind === 'text' ? payload.text : payload.bytes.toString('utf8') };
  }
  if (bodyText === undefined) throw configurationFault('Unable to transform response: the body is binary');
  return { status, headers: mapped, body: template.render(invocation, bodyText).output };
}

/**
 * Maps output for which there is no integration response.
 *
 * Observed: an integration without any serves a route without a route response; docs/aws/websocket-api.md section 3.
 * Assumed: on `$connect` the status alone counts; a route that has to send something fails.
 *
 * @throws {GatewayFault} configuration
 */
export function applyNoResponse({ status }: BackendResponse, { output }: IntegrationContext): MappedMessage {
  if (output === 'frame') throw noResponse(String(status));
  return { status, headers: [], body: undefined };
}

function compileHeaders(
  { responseParameters }: DeclaredResponse,
  context: IntegrationContext,
): CompiledResponse['headers'] {
  return responseParameters.flatMap(({ header: name, source }) => {
    const read = compileResponseMapping(source, context.compileContextVariable);
    if (read !== undefined) return [{ name, read }];
    context.refuse(unsupportedMapping(source, `method.response.header.${name}`));
    return [];
  });
}

function compileTemplateKey(
  { templateSelectionExpression }: DeclaredResponse,
  context: IntegrationContext,
): ReadResponseExpression {
  if (templateSelectionExpression === undefined) return () => UNSELECTED_TEMPLATE;
  const read = compileResponseExpression(templateSelectionExpression);
  if (read !== undefined) return read;
  context.refuse(unsupportedExpression(templateSelectionExpression, 'template selection expression'));
  return () => UNSELECTED_TEMPLATE;
}

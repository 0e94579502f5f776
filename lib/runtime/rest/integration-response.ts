import type { NormalizedIntegration, NormalizedIntegrationResponse } from '../../model/normalize.js';
import type { JavaRegex } from '../../support/java/regex/index.js';
import { configurationFault, type GatewayFault } from '../fault.js';
import { findHeader, isSendable } from '../header-lines.js';
import { isFinalStatus, type HeaderLine } from '../http-message.js';
import type { ResponseOverride } from '../mapping/overrides.js';
import { convertResponse, payloadBytes } from '../mapping/content-handling.js';
import { compileContextVariable } from './context.js';
import { mappedResponseHeaderName } from './header-rules.js';
import type { MappedResponse, ValidatedInvocation } from './invocation.js';
import {
  compileTemplates,
  renderResponseTemplate,
  responseOverrideOf,
  type CompiledTemplates,
} from '../mapping/mapping-templates.js';
import { acceptsBinary, chooseByAccept, firstAccepted, isBinaryMediaType, mediaTypeOf } from '../request/media-type.js';
import { compileResponseMapping, unsupportedMapping, type ResponseMapping } from '../mapping/parameter-mapping.js';
import { unexpectedResult, type IntegrationResult } from '../integrations/invoke-integration.js';
import { compileSelectionPattern, noResponse } from '../integrations/selection-pattern.js';
import type { IntegrationContext } from './integration-context.js';

/**
 * Makes the method's response of the backend's answer.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 * Assumed: a mapping, template or override that makes a header or a final status which HTTP cannot carry is a configuration
 * error.
 *
 * @throws {GatewayFault} configuration, template, function-error, malformed-proxy-response
 */
export function mapIntegrationResponse(invocation: ValidatedInvocation, result: IntegrationResult): MappedResponse {
  try {
    const mapped = invocation.method.integration.mapResponse(invocation, result);
    if (!isFinalStatus(mapped.status)) throw unsendable(`status ${mapped.status}`);
    const line = mapped.headers.find((header) => !isSendable(header));
    if (line !== undefined) throw unsendable(`header ${JSON.stringify(line)}`);
    return mapped;
  } catch (error) {
    // Nobody will read it.
    if (result.kind === 'http-stream' || result.kind === 'lambda-stream') result.body.destroy();
    throw error;
  }
}

function unsendable(what: string): GatewayFault {
  return configurationFault(`The ${what} cannot be sent`);
}

/** An integration response with its pattern, mappings and templates compiled. */
export interface CompiledResponse {
  readonly statusCode: number;
  /** Undefined for the default response. */
  readonly pattern: JavaRegex | undefined;
  /** Under the names that reach the client. */
  readonly headers: readonly { readonly name: string; readonly read: ResponseMapping<ValidatedInvocation> }[];
  readonly templates: CompiledTemplates<ValidatedInvocation>;
  readonly contentHandling: NormalizedIntegrationResponse['contentHandling'];
}

export type MapAnswer = (invocation: ValidatedInvocation, result: IntegrationResult) => MappedResponse;

/** For MOCK, HTTP and AWS services: the response is chosen by the answer's status. */
export function compileIntegrationResponses(
  integration: NormalizedIntegration,
  context: IntegrationContext,
): MapAnswer {
  const responses = compileResponses(integration, context);
  const mock = integration.type === 'MOCK';
  return (invocation, result) => {
    if (result.kind !== 'answer') throw unexpectedResult(result);
    const selected = selectIntegrationResponse(String(result.status), responses, mock);
    if (selected === undefined) throw noResponse(String(result.status));
    return applyResponse(selected, invocation, result, context);
  };
}

export function compileResponses(
  integration: NormalizedIntegration,
  context: IntegrationContext,
): readonly CompiledResponse[] {
  return integration.responses.map((response) => ({
    statusCode: Number(response.statusCode),
    pattern: compilePattern(response, context),
    headers: compileHeaders(response, context),
    templates: compileTemplates(response.responseTemplates, mediaTypeOf, 'responseTemplates', context),
    contentHandling: response.contentHandling,
  }));
}

/**
 * Chooses the integration response for a backend's answer.
 *
 * The response whose selection pattern matches the whole of `selector` wins; a response without a pattern is the default.
 * For Lambda integrations the selector is the error message, for all others the status code.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 * Observed (MOCK): of several that match, the one whose own status is the mock's wins.
 * Observed (Lambda): of `.*four hundred.*` with 405 and `.+` with 502 the former wins.
 * Assumed: in general the first one does, in the order of their status codes.
 */
export function selectIntegrationResponse(
  selector: string,
  responses: readonly CompiledResponse[],
  preferSameStatus: boolean,
): CompiledResponse | undefined {
  const matching = responses.filter(({ pattern }) => pattern?.matches(selector));
  const same = preferSameStatus ? matching.find(({ statusCode }) => String(statusCode) === selector) : undefined;
  return same ?? matching[0] ?? responses.find(({ pattern }) => pattern === undefined);
}

/** A backend's answer as mappings and templates see it. */
export interface BackendAnswer {
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** Applies a chosen response: content handling, header mappings, template, overrides. */
export function applyResponse(
  response: CompiledResponse,
  invocation: ValidatedInvocation,
  answer: BackendAnswer,
  { binaryMediaTypes }: IntegrationContext,
): MappedResponse {
  const accept = findHeader(invocation.request.message.headers, 'accept');
  const payloadBinary = isBinaryMediaType(binaryMediaTypes, findHeader(answer.headers, 'content-type'));
  const acceptBinary = acceptsBinary(binaryMediaTypes, accept);
  const payload = convertResponse(answer.body, payloadBinary, acceptBinary, response.contentHandling);
  const bodyText = payload.kind === 'text' ? payload.text : undefined;
  const headers: HeaderLine[] = [];
  for (const { name, read } of response.headers) {
    const value = read(invocation, { headers: answer.headers, body: bodyText ?? '' });
    if (value !== undefined) headers.push([name, value]);
  }
  const [contentType, template] = chooseByAccept(response.templates, firstAccepted(accept)) ?? [
    'application/json',
    'passthrough',
  ];
  if (contentType !== 'application/json' && findHeader(headers, 'content-type') === undefined) {
    headers.push(['Content-Type', contentType]);
  }
  if (template === 'passthrough') {
    const body = payloadBytes(payload);
    return override({ status: response.statusCode, headers, body }, responseOverrideOf(invocation));
  }
  if (bodyText === undefined) {
    throw configurationFault('Unable to transform response: the body is binary');
  }
  const rendered = renderResponseTemplate(template, invocation, bodyText);
  return override({ status: response.statusCode, headers, body: rendered.body }, rendered.override);
}

/** Overrides of templates come last: they replace mapped headers and the status. */
function override(response: MappedResponse, overrides: ResponseOverride | undefined): MappedResponse {
  const overridden = overrides === undefined ? [] : Object.entries(overrides.header);
  if (overridden.length === 0) {
    return overrides?.status === undefined ? response : { ...response, status: overrides.status };
  }
  const lines = overridden.flatMap(([name, value]): readonly HeaderLine[] => {
    const passed = mappedResponseHeaderName(name);
    return passed === undefined ? [] : [[passed, value]];
  });
  const names = new Set(lines.map(([name]) => name.toLowerCase()));
  const kept = response.headers.filter(([name]) => !names.has(name.toLowerCase()));
  return { status: overrides?.status ?? response.status, headers: [...kept, ...lines], body: response.body };
}

function compilePattern(
  { selectionPattern }: NormalizedIntegrationResponse,
  context: IntegrationContext,
): JavaRegex | undefined {
  if (selectionPattern === undefined || selectionPattern === '') return undefined;
  return compileSelectionPattern(selectionPattern, 'selection pattern', context);
}

function compileHeaders(
  response: NormalizedIntegrationResponse,
  context: IntegrationContext,
): CompiledResponse['headers'] {
  const headers: { readonly name: string; readonly read: ResponseMapping<ValidatedInvocation> }[] = [];
  for (const { header, source } of response.responseParameters) {
    const read = compileResponseMapping(source, compileContextVariable);
    if (read === undefined) {
      context.refuse(unsupportedMapping(source, `method.response.header.${header}`));
      continue;
    }
    const name = mappedResponseHeaderName(header);
    if (name !== undefined) headers.push({ name, read });
  }
  return headers;
}

import {
  DEFAULT_GATEWAY_RESPONSE_TEMPLATE,
  type GatewayResponse,
  type GatewayResponseType,
} from '../../model/gateway-response.js';
import { knownText } from '../../model/value.js';
import { GatewayFault, INTERNAL_SERVER_ERROR, internalServerError } from '../fault.js';
import { findHeader, isSendable } from '../header-lines.js';
import { isFinalStatus, type HeaderLine, type HttpResponse } from '../http-message.js';
import { compileContextVariable } from './context.js';
import { mappedResponseHeaderName } from './header-rules.js';
import type { FaultSummary, Invocation, RoutedInvocation } from './invocation.js';
import { firstAccepted, mediaTypeOf } from '../request/media-type.js';
import { NotSimulatedFault, OPEN_PART, type NotSimulated } from '../not-simulated.js';
import { compileRequestMapping, unsupportedMapping, type RequestMapping } from './parameter-mapping.js';

/** The customized gateway responses of an API, ready to answer. */
export type GatewayResponseRenderers = ReadonlyMap<GatewayResponseType, GatewayResponseRenderer>;

interface GatewayResponseRenderer {
  readonly statusCode: number | undefined;
  readonly headers: readonly { readonly name: string; readonly read: RequestMapping }[];
  /** By media type. */
  readonly templates: ReadonlyMap<string, readonly TemplatePart[]>;
}

type TemplatePart = string | ((invocation: Invocation | RoutedInvocation, fault: FaultSummary) => string);

/**
 * Answers a fault: with the API's own entry for its type, else with that of its family, else as API Gateway does by
 * itself.
 *
 * Observed: an error with an entry of its own takes nothing from DEFAULT_4XX or DEFAULT_5XX; without one it takes the
 * family's and keeps its own status, unless the family names one.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function buildGatewayResponse(invocation: Invocation | RoutedInvocation, error: unknown): HttpResponse {
  if (error instanceof NotSimulatedFault) return refusal(invocation, error.finding);
  const fault = toGatewayFault(error);
  const renderer = rendererOf(invocation.stage.deployment.gatewayResponses, fault);
  const headers: HeaderLine[] = [
    ['x-amzn-RequestId', invocation.requestId],
    ['x-amzn-ErrorType', fault.errorType],
  ];
  const status = renderer?.statusCode ?? fault.status;
  const { contentType, body } = renderBody(renderer, invocation, fault);
  for (const { name, read } of renderer?.headers ?? []) {
    const value = read(routedOrNot(invocation));
    if (value !== undefined) headers.push([name, value]);
  }
  headers.push(['x-amz-apigw-id', invocation.extendedRequestId]);
  if (findHeader(headers, 'content-type') === undefined) headers.unshift(['Content-Type', contentType]);
  // Assumed: what HTTP cannot carry is left out; a query string's line end must not end a header.
  return { status, headers: headers.filter(isSendable), body: Buffer.from(body, 'utf8') };
}

/** A defect of ours, or a limit that a template ran into, is what the client of API Gateway would see: a 500. */
export function toGatewayFault(error: unknown): GatewayFault {
  if (error instanceof GatewayFault) return error;
  return internalServerError('API_CONFIGURATION_ERROR', 500, error instanceof Error ? error.message : String(error));
}

function rendererOf(
  renderers: GatewayResponseRenderers,
  { responseType, status }: GatewayFault,
): GatewayResponseRenderer | undefined {
  if (responseType === 'REQUEST_TOO_LARGE') return undefined; // Documented: not customizable.
  return renderers.get(responseType) ?? renderers.get(status >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX');
}

function renderBody(
  renderer: GatewayResponseRenderer | undefined,
  invocation: Invocation | RoutedInvocation,
  fault: GatewayFault,
): { readonly contentType: string; readonly body: string } {
  const template = renderer === undefined ? undefined : chooseTemplate(renderer, invocation);
  if (template === undefined) {
    // Observed: API Gateway's own text has a blank here, which its default template would not write.
    const body =
      fault.errorMessage === INTERNAL_SERVER_ERROR
        ? `{"message": "${INTERNAL_SERVER_ERROR}"}`
        : JSON.stringify({ message: fault.errorMessage });
    return { contentType: 'application/json', body };
  }
  const summary: FaultSummary = {
    responseType: fault.responseType,
    message: fault.errorMessage,
    validationErrors: fault.validationErrors,
  };
  const body = template.parts.map((part) => (typeof part === 'string' ? part : part(invocation, summary))).join('');
  return { contentType: template.contentType, body };
}

function chooseTemplate(
  { templates }: GatewayResponseRenderer,
  { request }: Invocation,
): { readonly contentType: string; readonly parts: readonly TemplatePart[] } | undefined {
  const accepted = firstAccepted(findHeader(request.message.headers, 'accept'));
  const contentType = [accepted, 'application/json', templates.keys().next().value].find(
    (type) => type !== undefined && templates.has(type),
  );
  const parts = contentType === undefined ? undefined : templates.get(contentType);
  return contentType === undefined || parts === undefined ? undefined : { contentType, parts };
}

/** Before a resource was found there are no path parameters. */
function routedOrNot(invocation: Invocation | RoutedInvocation): RoutedInvocation {
  return 'method' in invocation ? invocation : ({ ...invocation, pathParameters: {} } as RoutedInvocation);
}

/** What a refused route answers: not AWS's words, for AWS would not refuse it. */
function refusal({ requestId, extendedRequestId }: Invocation, { feature, detail }: NotSimulated): HttpResponse {
  const body = { message: `Not simulated yet: ${detail}`, code: 'not-simulated', feature, issue: OPEN_PART[feature] };
  return {
    status: 501,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', requestId],
      ['x-amzn-ErrorType', 'NotSimulatedException'],
      ['x-amz-apigw-id', extendedRequestId],
    ],
    body: Buffer.from(JSON.stringify(body), 'utf8'),
  };
}

/** Compiles an API's gateway responses; `refuse` hears of what cannot be evaluated. */
export function compileGatewayResponses(
  responses: readonly GatewayResponse[],
  refuse: (finding: NotSimulated) => void,
): GatewayResponseRenderers {
  return new Map(responses.map((response) => [response.responseType, compileResponse(response, refuse)]));
}

function compileResponse(response: GatewayResponse, refuse: (finding: NotSimulated) => void): GatewayResponseRenderer {
  const name = `the gateway response ${response.responseType}`;
  const headers: GatewayResponseRenderer['headers'][number][] = [];
  for (const { target, source } of response.responseParameters ?? []) {
    const read = compileRequestMapping(source);
    if (read === undefined) {
      refuse(unsupportedMapping(source, `the header ${target.name} of ${name}`, true));
      continue;
    }
    // Assumed: named as in a method response; a second Content-Length or a Transfer-Encoding would move the answer's end.
    const passed = target.location === 'header' ? mappedResponseHeaderName(target.name) : undefined;
    if (passed !== undefined) headers.push({ name: passed, read });
  }
  const templates = Object.entries(
    response.responseTemplates ?? { 'application/json': DEFAULT_GATEWAY_RESPONSE_TEMPLATE },
  );
  return {
    statusCode: readStatus(response.statusCode),
    headers,
    templates: new Map(
      templates.map(([contentType, template]) => {
        const text = knownText(template);
        if (text === undefined)
          refuse({ feature: 'unresolved-value', detail: `${name}, its template`, optional: true });
        return [mediaTypeOf(contentType), compileTemplate(text ?? DEFAULT_GATEWAY_RESPONSE_TEMPLATE)];
      }),
    ),
  };
}

/** Assumed: a status that cannot end a request counts as none; the definition's findings name one that is no status. */
function readStatus(statusCode: string | undefined): number | undefined {
  const status = Number(statusCode);
  return isFinalStatus(status) ? status : undefined;
}

/** Documented: `$context`, `$stageVariables` and `$method.request` are substituted, nothing else is run. */
function compileTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(
    /\$(context|stageVariables|method\.request)\.([A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)/g,
  )) {
    const [whole, root, path = ''] = match;
    parts.push(template.slice(end, match.index), compileVariable(root, path));
    end = match.index + whole.length;
  }
  parts.push(template.slice(end));
  return parts.filter((part) => part !== '');
}

function compileVariable(root: string | undefined, path: string): TemplatePart {
  if (root === 'context') {
    const variable = compileContextVariable(path);
    const missing = isErrorMessage(path) ? 'null' : '';
    return (invocation, fault) => variable(invocation, fault) ?? missing;
  }
  if (root === 'stageVariables') {
    return ({ stage }) => (Object.hasOwn(stage.variables, path) ? (stage.variables[path] ?? '') : '');
  }
  const [location = '', ...name] = path.split('.');
  const kind = location === 'header' || location === 'querystring' || location === 'path' ? location : undefined;
  const read = kind === undefined ? undefined : compileRequestMapping({ kind, name: name.join('.') });
  return (invocation) => read?.(routedOrNot(invocation)) ?? '';
}

/** An authorizer's failure has the message null. */
function isErrorMessage(path: string): boolean {
  return path === 'error.messageString' || path === 'error.message';
}

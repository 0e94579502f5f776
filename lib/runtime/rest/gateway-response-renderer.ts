import { DEFAULT_GATEWAY_RESPONSE_TEMPLATE, type GatewayResponse } from '../../model/gateway-response.js';
import { knownText } from '../../model/value.js';
import { findHeader } from '../header-lines.js';
import { isFinalStatus, type HeaderLine } from '../http-message.js';
import { compileContextVariable } from './context.js';
import type { FaultResponse } from './fault-response.js';
import { gatewayResponseHeaderName } from './header-rules.js';
import type {
  GatewayResponseRenderer,
  GatewayResponseRenderers,
  ReachedInvocation,
  TemplatePart,
} from './invocation.js';
import { chooseByAccept, firstAccepted, mediaTypeOf } from '../request/media-type.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileRequestMapping, unsupportedMapping, type MappableInvocation } from '../mapping/parameter-mapping.js';

/** The mapped headers of a customized response; a mapping from something absent is left out. */
export function renderHeaders(
  { headers }: GatewayResponseRenderer,
  invocation: ReachedInvocation,
): readonly HeaderLine[] {
  return headers.flatMap(({ name, read }): readonly HeaderLine[] => {
    const value = read(mappable(invocation));
    return value === undefined ? [] : [[name, value]];
  });
}

/** The body by the template that the client's Accept chooses; undefined without templates. */
export function renderBody(
  { templates }: GatewayResponseRenderer,
  invocation: ReachedInvocation,
  fault: FaultResponse,
): { readonly contentType: string; readonly body: string } | undefined {
  const accepted = firstAccepted(findHeader(invocation.request.message.headers, 'accept'));
  const chosen = chooseByAccept(templates, accepted);
  if (chosen === undefined) return undefined;
  const [contentType, parts] = chosen;
  const body = parts.map((part) => (typeof part === 'string' ? part : part(invocation, fault))).join('');
  return { contentType, body };
}

/** Before a resource was found there are no path parameters. */
function mappable(invocation: ReachedInvocation): ReachedInvocation & MappableInvocation {
  return Object.assign({ pathParameters: {} }, invocation);
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
    const read = compileRequestMapping(source, compileContextVariable);
    if (read === undefined) {
      refuse(unsupportedMapping(source, `the header ${target.name} of ${name}`, true));
      continue;
    }
    // Assumed: named as in a method response, but for WWW-Authenticate; a second Content-Length or a Transfer-Encoding would move the answer's end.
    const passed = target.location === 'header' ? gatewayResponseHeaderName(target.name) : undefined;
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
  const read =
    kind === undefined ? undefined : compileRequestMapping({ kind, name: name.join('.') }, compileContextVariable);
  return (invocation) => read?.(mappable(invocation)) ?? '';
}

/** An authorizer's failure has the message null. */
function isErrorMessage(path: string): boolean {
  return path === 'error.messageString' || path === 'error.message';
}

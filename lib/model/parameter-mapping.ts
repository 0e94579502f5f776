import { lateText, type LateText } from './late-text.js';
import { isDeployTime, type Value } from './value.js';

/**
 * Parameter mappings of the integrations of REST and WebSocket APIs, parsed once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export interface RequestParameterMapping {
  readonly target: RequestParameterTarget;
  readonly source: RequestMappingSource;
}

/** Of a WebSocket API's integration. */
export interface MessageParameterMapping {
  readonly target: RequestParameterTarget;
  readonly source: MessageMappingSource;
}

/** `integration.request.<location>.<name>`. */
export interface RequestParameterTarget {
  readonly location: ParameterLocation;
  readonly name: string;
}

export type ParameterLocation = 'header' | 'querystring' | 'path';

export interface ResponseParameterMapping {
  /** The name in `method.response.header.<name>`. */
  readonly header: string;
  readonly source: ResponseMappingSource;
}

/** `method.request.header.X` and the like. */
export type RequestMappingSource =
  | { readonly kind: 'header' | 'querystring' | 'path'; readonly name: string }
  | { readonly kind: 'multivalueheader' | 'multivaluequerystring'; readonly name: string }
  /** `method.request.body` or, with a path, `method.request.body.<JSONPath without $>`. */
  | { readonly kind: 'body'; readonly path: string }
  | CommonMappingSource;

/** `route.request.header.X` and the like; all but the body are those of the request that opened the connection. */
export type MessageMappingSource =
  | { readonly kind: 'header' | 'querystring'; readonly name: string }
  | { readonly kind: 'multivalueheader' | 'multivaluequerystring'; readonly name: string }
  | { readonly kind: 'body'; readonly path: string }
  | CommonMappingSource;

/** `integration.response.header.X` and the like. */
export type ResponseMappingSource =
  | { readonly kind: 'header' | 'multivalueheader'; readonly name: string }
  | { readonly kind: 'body'; readonly path: string }
  | CommonMappingSource;

export type CommonMappingSource =
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'stage-variable'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string }
  | LateText<'request-mapping' | 'message-mapping' | 'response-mapping'>
  /** No expression that API Gateway knows; it refuses such a definition, and so does the route here. */
  | { readonly kind: 'invalid'; readonly text: string };

/** Gateway responses: `gatewayresponse.<location>.<name>` from `method.request.*`, `context.*`, `stageVariables.*`, literals. */
export interface GatewayResponseParameter {
  readonly target: RequestParameterTarget;
  readonly source: RequestMappingSource;
}

const REQUEST = 'method.request.';
const MESSAGE = 'route.request.';
const RESPONSE = 'integration.response.';

export function parseRequestMappingSource(text: Value<string>): RequestMappingSource {
  if (isDeployTime(text)) return lateText('request-mapping', text);
  return parseSource(text, REQUEST, ['header', 'querystring', 'path', 'multivalueheader', 'multivaluequerystring']);
}

export function parseMessageMappingSource(text: Value<string>): MessageMappingSource {
  if (isDeployTime(text)) return lateText('message-mapping', text);
  return parseSource(text, MESSAGE, ['header', 'querystring', 'multivalueheader', 'multivaluequerystring']);
}

export function parseResponseMappingSource(text: Value<string>): ResponseMappingSource {
  if (isDeployTime(text)) return lateText('response-mapping', text);
  return parseSource(text, RESPONSE, ['header', 'multivalueheader']);
}

/** `integration.request.header.X` and `gatewayresponse.header.X`; undefined for any other text. */
export function parseParameterTarget(
  text: string,
  prefix: 'integration.request' | 'gatewayresponse',
): RequestParameterTarget | undefined {
  if (!text.startsWith(`${prefix}.`)) return undefined;
  const match = /^(header|querystring|path)\.(.+)$/s.exec(text.slice(prefix.length + 1));
  if (match === null) return undefined;
  const [, location, name] = match as unknown as [string, ParameterLocation, string];
  return { location, name };
}

export function printRequestMappingSource(source: RequestMappingSource): Value<string> {
  return printSource(source, REQUEST);
}

export function printMessageMappingSource(source: MessageMappingSource): Value<string> {
  return printSource(source, MESSAGE);
}

export function printResponseMappingSource(source: ResponseMappingSource): Value<string> {
  return printSource(source, RESPONSE);
}

function parseSource<K extends string>(
  text: string,
  prefix: string,
  kinds: readonly K[],
):
  { readonly kind: K; readonly name: string } | { readonly kind: 'body'; readonly path: string } | CommonMappingSource {
  if (!text.startsWith(prefix)) return parseCommonSource(text);
  const [, location, name] = /^([a-z]+)(?:\.(.+))?$/s.exec(text.slice(prefix.length)) ?? [];
  if (location === 'body') return { kind: 'body', path: name ?? '' };
  const kind = kinds.find((known) => known === location);
  return kind === undefined || name === undefined ? { kind: 'invalid', text } : { kind, name };
}

function parseCommonSource(text: string): CommonMappingSource {
  if (text.startsWith('context.')) return { kind: 'context', path: text.slice('context.'.length) };
  if (text.startsWith('stageVariables.')) return { kind: 'stage-variable', name: text.slice('stageVariables.'.length) };
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'"))
    return { kind: 'literal', value: text.slice(1, -1) };
  return { kind: 'invalid', text };
}

function printSource(
  source: RequestMappingSource | MessageMappingSource | ResponseMappingSource,
  prefix: string,
): Value<string> {
  switch (source.kind) {
    case 'body':
      return source.path === '' ? `${prefix}body` : `${prefix}body.${source.path}`;
    case 'header':
    case 'querystring':
    case 'path':
    case 'multivalueheader':
    case 'multivaluequerystring':
      return `${prefix}${source.kind}.${source.name}`;
    case 'context':
      return `context.${source.path}`;
    case 'stage-variable':
      return `stageVariables.${source.name}`;
    case 'literal':
      return `'${source.value}'`;
    case 'deploy-time':
      return source.value;
    case 'invalid':
      return source.text;
  }
}

import { lateText, type LateText } from './late-text.js';
import { isDeployTime, type Value } from './value.js';

/**
 * Parameter mappings of REST integrations, parsed once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export interface RequestParameterMapping {
  readonly target: RequestParameterTarget;
  readonly source: RequestMappingSource;
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

export type RequestMappingSource =
  | { readonly kind: 'header' | 'querystring' | 'path'; readonly name: string }
  | { readonly kind: 'multivalueheader' | 'multivaluequerystring'; readonly name: string }
  /** `method.request.body` or, with a path, `method.request.body.<JSONPath without $>`. */
  | { readonly kind: 'body'; readonly path: string }
  | CommonMappingSource;

export type ResponseMappingSource =
  | { readonly kind: 'header' | 'multivalueheader'; readonly name: string }
  | { readonly kind: 'body'; readonly path: string }
  | CommonMappingSource;

export type CommonMappingSource =
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'stage-variable'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string }
  | LateText<'request-mapping' | 'response-mapping'>
  /** No expression that API Gateway knows; it refuses such a definition, and so does the route here. */
  | { readonly kind: 'invalid'; readonly text: string };

/** Gateway responses: `gatewayresponse.<location>.<name>` from `method.request.*`, `context.*`, `stageVariables.*`, literals. */
export interface GatewayResponseParameter {
  readonly target: RequestParameterTarget;
  readonly source: RequestMappingSource;
}

export function parseRequestMappingSource(text: Value<string>): RequestMappingSource {
  if (isDeployTime(text)) return lateText('request-mapping', text);
  const match =
    /^method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring|body)(?:\.(.+))?$/s.exec(text);
  if (match === null) return parseCommonSource(text);
  const [, kind, name] = match as unknown as [string, RequestKind, string | undefined];
  if (kind === 'body') return { kind, path: name ?? '' };
  return name === undefined ? { kind: 'invalid', text } : { kind, name };
}

export function parseResponseMappingSource(text: Value<string>): ResponseMappingSource {
  if (isDeployTime(text)) return lateText('response-mapping', text);
  const match = /^integration\.response\.(header|multivalueheader|body)(?:\.(.+))?$/s.exec(text);
  if (match === null) return parseCommonSource(text);
  const [, kind, name] = match as unknown as [string, 'header' | 'multivalueheader' | 'body', string | undefined];
  if (kind === 'body') return { kind, path: name ?? '' };
  return name === undefined ? { kind: 'invalid', text } : { kind, name };
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
  switch (source.kind) {
    case 'body':
      return source.path === '' ? 'method.request.body' : `method.request.body.${source.path}`;
    case 'header':
    case 'querystring':
    case 'path':
    case 'multivalueheader':
    case 'multivaluequerystring':
      return `method.request.${source.kind}.${source.name}`;
    default:
      return printCommonSource(source);
  }
}

export function printResponseMappingSource(source: ResponseMappingSource): Value<string> {
  switch (source.kind) {
    case 'body':
      return source.path === '' ? 'integration.response.body' : `integration.response.body.${source.path}`;
    case 'header':
    case 'multivalueheader':
      return `integration.response.${source.kind}.${source.name}`;
    default:
      return printCommonSource(source);
  }
}

type RequestKind = 'header' | 'querystring' | 'path' | 'multivalueheader' | 'multivaluequerystring' | 'body';

function parseCommonSource(text: string): CommonMappingSource {
  if (text.startsWith('context.')) return { kind: 'context', path: text.slice('context.'.length) };
  if (text.startsWith('stageVariables.')) return { kind: 'stage-variable', name: text.slice('stageVariables.'.length) };
  if (text.length >= 2 && text.startsWith("'") && text.endsWith("'"))
    return { kind: 'literal', value: text.slice(1, -1) };
  return { kind: 'invalid', text };
}

function printCommonSource(source: CommonMappingSource): Value<string> {
  switch (source.kind) {
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

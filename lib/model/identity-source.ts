import { lateText, type LateText } from './late-text.js';
import type { Protocol } from './protocol.js';
import { isDeployTime, joinValues, type Value, type ValuePart } from './value.js';

/**
 * What an authorizer tells callers apart by, parsed once. Each protocol spells it in its own way.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html (`identitySource`),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export type IdentitySource =
  | { readonly kind: 'header' | 'querystring'; readonly name: string }
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'stage-variable'; readonly name: string }
  | LateText<`identity-source-${Protocol}`>
  /** No source that API Gateway knows. */
  | { readonly kind: 'invalid'; readonly text: string };

/** `method.request.header.X` and `context.x`, `$request.header.X` and `$context.x`, `route.request.header.X`. */
const SPELLINGS = {
  REST: { request: 'method.request.', variable: '' },
  HTTP: { request: '$request.', variable: '$' },
  WEBSOCKET: { request: 'route.request.', variable: '' },
} as const satisfies Record<Protocol, object>;

export function parseIdentitySource(text: Value<string>, protocol: Protocol): IdentitySource {
  if (isDeployTime(text)) return lateText(`identity-source-${protocol}`, text);
  const { request, variable } = SPELLINGS[protocol];
  const [, location, inRequest] = matchAfter(request, /^(header|querystring)\.([^\s,]+)$/, text);
  if (inRequest !== undefined) return { kind: location === 'header' ? 'header' : 'querystring', name: inRequest };
  const [, root, name] = matchAfter(variable, /^(context|stageVariables)\.([^\s,]+)$/, text);
  if (name === undefined) return { kind: 'invalid', text };
  return root === 'context' ? { kind: 'context', path: name } : { kind: 'stage-variable', name };
}

/** Parses a list that is written as one string with commas. */
export function parseIdentitySources(text: Value<string>, protocol: Protocol): readonly IdentitySource[] {
  return splitAtCommas(text).map((source) => parseIdentitySource(source, protocol));
}

export function printIdentitySource(source: IdentitySource, protocol: Protocol): Value<string> {
  const { request, variable } = SPELLINGS[protocol];
  switch (source.kind) {
    case 'header':
    case 'querystring':
      return `${request}${source.kind}.${source.name}`;
    case 'context':
      return `${variable}context.${source.path}`;
    case 'stage-variable':
      return `${variable}stageVariables.${source.name}`;
    case 'deploy-time':
      return source.value;
    case 'invalid':
      return source.text;
  }
}

export function printIdentitySources(sources: readonly IdentitySource[], protocol: Protocol): Value<string> {
  return joinValues(
    sources.flatMap((source, index) => [index === 0 ? '' : ', ', printIdentitySource(source, protocol)]),
  );
}

function matchAfter(prefix: string, pattern: RegExp, text: string): readonly string[] {
  return (text.startsWith(prefix) ? pattern.exec(text.slice(prefix.length)) : null) ?? [];
}

function splitAtCommas(text: Value<string>): readonly Value<string>[] {
  const items: ValuePart[][] = [[]];
  for (const part of isDeployTime(text) ? text.parts : [text]) {
    const [first = part, ...rest] = typeof part === 'string' ? part.split(',') : [];
    items.at(-1)?.push(first);
    items.push(...rest.map((piece) => [piece]));
  }
  return items.map(joinTrimmed).filter((item) => item !== '');
}

function joinTrimmed(parts: readonly ValuePart[]): Value<string> {
  return joinValues(
    parts.map((part, index) => {
      if (typeof part !== 'string') return part;
      const text = index === 0 ? part.trimStart() : part;
      return index === parts.length - 1 ? text.trimEnd() : text;
    }),
  );
}

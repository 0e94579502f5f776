import type { ResponseParameterMapping } from '../../../model/index.js';
import { responseSource } from '../integrations/settings.js';
import type { CorsProps } from './cors-props.js';

/** The response depends on the request's origin. */
export const VARY_ORIGIN: ResponseParameterMapping = { header: 'Vary', source: { kind: 'literal', value: 'Origin' } };

/** The headers of every response, not only of a preflight. The first origin represents all where there are several. */
export function responseHeaders(cors: CorsProps): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': cors.allowOrigins[0] ?? '*',
    ...(cors.allowCredentials === true && { 'Access-Control-Allow-Credentials': 'true' }),
    ...(cors.exposeHeaders !== undefined && { 'Access-Control-Expose-Headers': cors.exposeHeaders.join(',') }),
  };
}

/** A template without output that sets the headers if the request's origin is one of `origins`. */
export function echoTemplate(origins: readonly string[], headers: Readonly<Record<string, string>>): string {
  const condition = origins.map((origin) => `$origin == '${origin}'`).join(' || ');
  const set = Object.entries(headers).map(([name, value]) => {
    const printed = name === 'Access-Control-Allow-Origin' ? '$origin' : `'${value}'`;
    return `#set($context.responseOverride.header.${name} = ${printed})`;
  });
  // HTTP/2 clients send names in lower case, and parameters are found by the exact name.
  return [
    "#set($origin = $input.params('Origin'))",
    "#if(!$origin || $origin == '')#set($origin = $input.params('origin'))#end",
    `#if(${condition})${set.join('')}#end`,
  ].join('');
}

/** Whether the origin of a response depends on the request. */
export function severalOrigins(cors: CorsProps): boolean {
  return cors.allowOrigins.length > 1;
}

/** The headers as mapping expressions: literals in single quotes. */
export function quoted(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}

/** The headers as response parameters of an integration. */
export function literals(headers: Readonly<Record<string, string>>): readonly ResponseParameterMapping[] {
  return Object.entries(quoted(headers)).map(([header, expression]) => ({
    header,
    source: responseSource(expression),
  }));
}

/** Whether two names are the same header, in any case. */
export function sameHeader(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

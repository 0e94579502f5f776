import type { ResponseParameterMapping } from '../../../model/index.js';
import { responseSource } from '../integrations/settings.js';
import type { CorsProps } from './cors-props.js';

export const VARY_ORIGIN: ResponseParameterMapping = { header: 'Vary', source: { kind: 'literal', value: 'Origin' } };

/** The headers of every answer, not only of a preflight's; the origin is the only one, or stands for the request's. */
export function answerHeaders(cors: CorsProps): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': cors.allowOrigins[0] ?? '*',
    ...(cors.allowCredentials === true && { 'Access-Control-Allow-Credentials': 'true' }),
    ...(cors.exposeHeaders !== undefined && { 'Access-Control-Expose-Headers': cors.exposeHeaders.join(',') }),
  };
}

/** A template that prints nothing: it sets the headers when the request's origin is one of `origins`. */
export function echoTemplate(origins: readonly string[], headers: Readonly<Record<string, string>>): string {
  const condition = origins.map((origin) => `$origin == '${origin}'`).join(' || ');
  const set = Object.entries(headers).map(([name, value]) => {
    const printed = name === 'Access-Control-Allow-Origin' ? '$origin' : `'${value}'`;
    return `#set($context.responseOverride.header.${name} = ${printed})`;
  });
  // Clients of HTTP/2 spell the header small, and parameters are looked up as they are spelt.
  return [
    "#set($origin = $input.params('Origin'))",
    "#if(!$origin || $origin == '')#set($origin = $input.params('origin'))#end",
    `#if(${condition})${set.join('')}#end`,
  ].join('');
}

export function severalOrigins(cors: CorsProps): boolean {
  return cors.allowOrigins.length > 1;
}

export function quoted(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}

export function literals(headers: Readonly<Record<string, string>>): readonly ResponseParameterMapping[] {
  return Object.entries(quoted(headers)).map(([header, expression]) => ({
    header,
    source: responseSource(expression),
  }));
}

export function sameHeader(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

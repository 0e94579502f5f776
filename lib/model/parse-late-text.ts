import { parseCacheKey } from './cache-key.js';
import { parseIdentitySource } from './identity-source.js';
import { parseRequestMappingSource, parseResponseMappingSource } from './parameter-mapping.js';
import { parseHttpRouteKey, parseWebSocketRouteKey } from './route-key.js';

/** The languages of strings that are parsed when a definition is read, or when the string is known at last. */
const PARSERS = {
  'cache-key': parseCacheKey,
  'http-route-key': parseHttpRouteKey,
  'identity-source-REST': (text: string) => parseIdentitySource(text, 'REST'),
  'identity-source-HTTP': (text: string) => parseIdentitySource(text, 'HTTP'),
  'identity-source-WEBSOCKET': (text: string) => parseIdentitySource(text, 'WEBSOCKET'),
  'request-mapping': parseRequestMappingSource,
  'response-mapping': parseResponseMappingSource,
  'websocket-route-key': parseWebSocketRouteKey,
} as const satisfies Record<string, (text: string) => object>;

export type TextLanguage = keyof typeof PARSERS;

/** Parses a `LateText` whose value has become a string; returns anything else as it is. */
export function parseLateText(document: Readonly<Record<string, unknown>>): object {
  const { kind, language, value } = document;
  if (kind !== 'deploy-time' || typeof value !== 'string' || !isTextLanguage(language)) return document;
  return PARSERS[language](value);
}

function isTextLanguage(language: unknown): language is TextLanguage {
  return typeof language === 'string' && Object.hasOwn(PARSERS, language);
}

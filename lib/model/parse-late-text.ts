import { parseAccessLogFormat } from './access-log-format.js';
import { parseCacheKey } from './cache-key.js';
import { parseIdentitySource, type IdentitySource } from './identity-source.js';
import {
  parseMessageMappingSource,
  parseRequestMappingSource,
  parseResponseMappingSource,
} from './parameter-mapping.js';
import type { Protocol } from './protocol.js';
import { parseHttpRouteKey, parseWebSocketRouteKey } from './route-key.js';
import { parseSelectionExpression, type SelectionExpression, type SelectionLanguage } from './selection-expression.js';

/** The languages of strings that are parsed when a definition is read, or when the string is known at last. */
const PARSERS = {
  'access-log-format': parseAccessLogFormat,
  'cache-key': parseCacheKey,
  'http-request-expression': expressionIn('http-request-expression'),
  'http-response-expression': expressionIn('http-response-expression'),
  'http-route-key': parseHttpRouteKey,
  'identity-source-HTTP': identitySourceOf('HTTP'),
  'identity-source-REST': identitySourceOf('REST'),
  'identity-source-WEBSOCKET': identitySourceOf('WEBSOCKET'),
  'integration-response-expression': expressionIn('integration-response-expression'),
  'message-expression': expressionIn('message-expression'),
  'message-mapping': parseMessageMappingSource,
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

function expressionIn<L extends SelectionLanguage>(language: L): (text: string) => SelectionExpression<L> {
  return (text) => parseSelectionExpression(text, language);
}

function identitySourceOf(protocol: Protocol): (text: string) => IdentitySource {
  return (text) => parseIdentitySource(text, protocol);
}

function isTextLanguage(language: unknown): language is TextLanguage {
  return typeof language === 'string' && Object.hasOwn(PARSERS, language);
}

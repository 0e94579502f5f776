import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseMessageMappingSource,
  parseParameterTarget,
  parseResponseMappingSource,
  type MessageMappingSource,
  type MessageParameterMapping,
  type ResponseMappingSource,
  type ResponseParameterMapping,
} from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';

/**
 * A value of a message, as mappings of WebSocket APIs name it. Headers and query parameters are those of the request that
 * opens the connection, and have a value on the route `$connect` only.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export type MessageMapping =
  | 'route.request.body'
  | `route.request.body.${string}`
  | `route.request.${'header' | 'querystring' | 'multivalueheader' | 'multivaluequerystring'}.${string}`
  | `context.${string}`
  | `stageVariables.${string}`
  | `'${string}'`;

/** A value of an integration's response, or of the message that led to it. */
export type MessageResponseMapping =
  | 'integration.response.body'
  | `integration.response.body.${string}`
  | `integration.response.${'header' | 'multivalueheader'}.${string}`
  | `context.${string}`
  | `stageVariables.${string}`
  | `'${string}'`;

/** Mappings by the parameter of the backend's request. */
export type MessageParameters = Readonly<
  Partial<Record<`integration.request.${'header' | 'querystring' | 'path'}.${string}`, MessageMapping>>
>;

/** Mappings by the header of the response. */
export type MessageResponseParameters = Readonly<
  Partial<Record<`method.response.header.${string}`, MessageResponseMapping>>
>;

/** @throws {SluiceError} `invalid-parameter-name`, `invalid-mapping-expression` */
export function bindMessageParameters(mappings: MessageParameters): readonly MessageParameterMapping[] {
  return entriesOf(mappings).map(([name, expression]) => {
    const target = parseParameterTarget(name, 'integration.request');
    if (target !== undefined) return { target, source: messageSource(expression) };
    throw new SluiceError(
      'invalid-parameter-name',
      `"${name}" is not a parameter of the backend's request; expected integration.request.header.X, .querystring.X or .path.X`,
    );
  });
}

const RESPONSE_HEADER = 'method.response.header.';

/** @throws {SluiceError} `invalid-parameter-name`, `invalid-mapping-expression` */
export function bindMessageResponseParameters(
  mappings: MessageResponseParameters,
): readonly ResponseParameterMapping[] {
  return entriesOf(mappings).map(([name, expression]) => {
    if (name.startsWith(RESPONSE_HEADER)) {
      return { header: name.slice(RESPONSE_HEADER.length), source: responseSource(expression) };
    }
    throw new SluiceError(
      'invalid-parameter-name',
      `"${name}" is not a header of the response; expected method.response.header.X`,
    );
  });
}

/** An expression that holds a token is parsed when the token is resolved. */
function messageSource(expression: string): MessageMappingSource {
  if (Token.isUnresolved(expression)) return lateText('message-mapping', expression);
  const source = parseMessageMappingSource(expression);
  if (source.kind !== 'invalid') return source;
  throw invalidExpression(expression, 'route.request.body.name, .header.name or .querystring.name');
}

function responseSource(expression: string): ResponseMappingSource {
  if (Token.isUnresolved(expression)) return lateText('response-mapping', expression);
  const source = parseResponseMappingSource(expression);
  if (source.kind !== 'invalid') return source;
  throw invalidExpression(expression, 'integration.response.body.name or .header.name');
}

function invalidExpression(expression: string, expected: string): SluiceError {
  return new SluiceError(
    'invalid-mapping-expression',
    `"${expression}" is not a mapping expression of WebSocket APIs; expected ${expected}, context.name, stageVariables.name or a 'literal' in quotes`,
  );
}

function entriesOf(mappings: Readonly<Record<string, string | undefined>>): readonly (readonly [string, string])[] {
  return Object.entries(mappings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

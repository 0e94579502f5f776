import type { WebSocketAuthorizer } from '../../model/index.js';
import { authorizerAsData } from './authorizer.js';
import { call, listOf, objectOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { writeIdentitySource } from './identity-source.js';
import { calledFunction } from './lambda-uri.js';
import type { ValueWriter } from './value-writer.js';

/** Writes an authorizer of a WebSocket API: by its class where the class says all of it, else as the data that classes make. */
export function writeWebSocketAuthorizer(authorizer: WebSocketAuthorizer, writer: ValueWriter): Expression {
  const { name, uri, identitySource, credentials } = authorizer;
  const called = calledFunction(uri);
  if (called === undefined || called.streaming || identitySource.some(({ kind }) => kind === 'invalid')) {
    return authorizerAsData('CUSTOM', authorizer, writer);
  }
  const props = objectOf({
    authorizerName: textOf(name),
    identitySources:
      identitySource.length === 0
        ? undefined
        : listOf(identitySource.map((source) => writeIdentitySource(source, 'WEBSOCKET', writer))),
    credentials: credentials === undefined ? undefined : writer.connections.connect('roles', credentials),
  });
  const handler = writer.connections.connect('functions', called.functionArn);
  return call(`new ${writer.imports.use('WebSocketLambdaAuthorizer')}`, ...withoutEmptyEnd([handler, props]));
}

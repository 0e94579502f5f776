import { QUOTAS } from '../../model/quotas.js';
import { CLOSE } from '../close-frame.js';
import type { Environment } from '../environment.js';
import type { ManagementCommand, ManagementInvocation } from './management-request.js';

/** What became of a command. */
export type ManagementResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'found'; readonly state: ConnectionState }
  | { readonly kind: 'closed' }
  | { readonly kind: 'malformed-id'; readonly connectionId: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'message-too-large' }
  | { readonly kind: 'buffer-full' };

/** The response of GET, in the order of its members. */
export interface ConnectionState {
  readonly identity: { readonly sourceIp: string; readonly userAgent?: string };
  readonly connectedAt: string;
  readonly lastActiveAt: string;
}

/**
 * Sends to a connection, describes it or closes it.
 *
 * Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/ (errors), with a connection that begins once its
 * `$connect` is done.
 * Observed: a malformed id is another error than one of no connection; docs/aws/websocket-api.md section 6.
 * Assumed: an id is checked before the size of the message, and bytes that are no UTF-8 become U+FFFD.
 */
export function manageConnection(
  { stage, request }: ManagementInvocation,
  command: Exclude<NonNullable<ManagementCommand>, { readonly kind: 'unknown' }>,
  env: Environment,
): ManagementResult {
  const { connectionId } = command;
  if (!CONNECTION_ID.test(connectionId)) return { kind: 'malformed-id', connectionId };
  const connection = stage.memory.connections.find(connectionId);
  if (connection === undefined) return { kind: 'gone' };
  switch (command.kind) {
    case 'POST':
      if (request.body.length > QUOTAS.webSocketMessage.value) return { kind: 'message-too-large' };
      if (connection.bufferedBytes > MAX_BUFFERED_BYTES) return { kind: 'buffer-full' };
      connection.send(request.bodyText, env.clock.now());
      return { kind: 'sent' };
    case 'GET': {
      const { identity, connectedAtMs, lastActiveMs } = connection;
      return {
        kind: 'found',
        state: {
          identity,
          connectedAt: new Date(connectedAtMs).toISOString(),
          lastActiveAt: new Date(lastActiveMs).toISOString(),
        },
      };
    }
    case 'DELETE':
      // Observed: this code and reason; docs/aws/websocket-api.md section 9.
      connection.close(CLOSE.closedByApi);
      return { kind: 'closed' };
  }
}

const CONNECTION_ID = /^[A-Za-z0-9+/_-]{15}=$/;

/** Assumed: what a client may leave unread; AWS does not say how much it is. */
const MAX_BUFFERED_BYTES = 1_048_576;

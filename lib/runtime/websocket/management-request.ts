import type { Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import { ClientRequest } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import type { StageMemory } from '../stages/stage-memory.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from './header-rules.js';

/** What a request does to a connection; undefined: it opens none and is for none of the `@connections` endpoints. */
export type ManagementCommand =
  | { readonly kind: 'POST' | 'GET' | 'DELETE'; readonly connectionId: string }
  /** Below `@connections`, and none of its endpoints. */
  | { readonly kind: 'unknown' }
  | undefined;

/** A stage as commands see it. */
export interface ManagedStage {
  readonly name: string;
  readonly deployment: {
    readonly id: string;
    readonly apiId: string;
    readonly accountId: string;
    readonly region: string;
  };
  readonly memory: StageMemory;
}

/** A request that opens no connection, accepted: whatever fault comes later, it can be answered. */
export interface ManagementInvocation {
  readonly stage: ManagedStage;
  readonly place: RequestPlace;
  readonly request: ClientRequest;
  readonly command: ManagementCommand;
  readonly arrival: {
    readonly requestId: string;
    readonly extendedRequestId: string;
    readonly startMs: number;
  };
}

/** Gives a request its ids and reads which connection it is about. Never faults. */
export function acceptManagementRequest(
  stage: ManagedStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
): ManagementInvocation {
  const { ids, clock } = env;
  return {
    stage,
    place,
    request: new ClientRequest(message, place.queryString, ids, 'sent', KEPT_BACK_FROM_INTEGRATIONS),
    command: readCommand(message.method, place.routedPath),
    arrival: { requestId: ids.requestId(), extendedRequestId: ids.extendedRequestId(), startMs: clock.now() },
  };
}

/**
 * Documented: `@` and the id may be percent-encoded
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
function readCommand(method: string, path: string): ManagementCommand {
  const below = /^\/(?:@|%40)connections(?=\/|$)(.*)$/s.exec(path)?.[1];
  if (below === undefined) return undefined;
  const id = /^\/([^/]+)$/.exec(below)?.[1];
  const isCommand = method === 'POST' || method === 'GET' || method === 'DELETE';
  return id !== undefined && isCommand ? { kind: method, connectionId: decode(id) } : { kind: 'unknown' };
}

/** An id that cannot be decoded is malformed as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

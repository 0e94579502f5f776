import type { Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import { ClientRequest, spellingAt } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import type { ConnectionFacts } from '../stages/connection.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from './header-rules.js';
import type { ConnectionEvent, Invocation, WebSocketStage } from './invocation.js';

/** Gives a handshake the id of its connection. Cannot fault, so that every later fault has an invocation to answer. */
export function acceptHandshake(
  stage: WebSocketStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
): Invocation {
  const handshake = new ClientRequest(
    message,
    place.queryString,
    env.ids,
    spellingAt(place.customDomain?.basePathMatched, 'sent'),
    KEPT_BACK_FROM_INTEGRATIONS,
  );
  const connection = { id: env.ids.extendedRequestId(), connectedAtMs: env.clock.now(), handshake, place };
  return { ...acceptEvent(stage, connection, { type: 'CONNECT' }, env), request: handshake };
}

/** Gives an event of an open connection its id. */
export function acceptEvent(
  stage: WebSocketStage,
  connection: ConnectionFacts,
  event: ConnectionEvent,
  env: Environment,
): Invocation {
  const { handshake } = connection;
  const body = event.type === 'MESSAGE' ? Buffer.from(event.body, 'utf8') : NOTHING;
  return {
    stage,
    connection,
    request: new ClientRequest(
      new EventMessage(handshake.message, body),
      '',
      env.ids,
      handshake.spelling,
      KEPT_BACK_FROM_INTEGRATIONS,
    ),
    arrival: { event, requestId: env.ids.extendedRequestId(), startMs: env.clock.now() },
    pathParameters: NO_PARAMETERS,
    templateState: {},
  };
}

const NOTHING = Buffer.alloc(0);
const NO_PARAMETERS: Invocation['pathParameters'] = {};

/** An event in the form of a request: the message is its body. */
class EventMessage implements HttpRequest {
  readonly method = 'POST';
  readonly target = '/';
  readonly headers: HttpRequest['headers'] = [];
  readonly sourceIp: string;
  readonly protocol: HttpRequest['protocol'];
  readonly httpVersion: string;

  constructor(
    { sourceIp, protocol, httpVersion }: HttpRequest,
    readonly body: Buffer,
  ) {
    this.sourceIp = sourceIp;
    this.protocol = protocol;
    this.httpVersion = httpVersion;
  }
}

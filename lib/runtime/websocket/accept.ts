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
  const text = event.type === 'MESSAGE' ? event.body : '';
  return {
    stage,
    connection,
    request: new ClientRequest(
      new EventMessage(handshake.message, text),
      '',
      env.ids,
      handshake.spelling,
      KEPT_BACK_FROM_INTEGRATIONS,
      text,
    ),
    arrival: { event, requestId: env.ids.extendedRequestId(), startMs: env.clock.now() },
    pathParameters: NO_PARAMETERS,
    templateState: {},
  };
}

const NO_PARAMETERS: Invocation['pathParameters'] = {};

/** An event in the form of a request: the message is its body, made on first use since few integrations read its bytes. */
class EventMessage implements HttpRequest {
  readonly method = 'POST';
  readonly target = '/';
  readonly headers: HttpRequest['headers'] = [];
  readonly sourceIp: string;
  readonly protocol: HttpRequest['protocol'];
  readonly httpVersion: string;
  private bytes: Buffer | undefined;

  constructor(
    { sourceIp, protocol, httpVersion }: HttpRequest,
    private readonly text: string,
  ) {
    this.sourceIp = sourceIp;
    this.protocol = protocol;
    this.httpVersion = httpVersion;
  }

  get body(): Buffer {
    return (this.bytes ??= Buffer.from(this.text, 'utf8'));
  }
}

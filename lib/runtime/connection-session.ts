import type { ClientSocket, OpenConnection } from './client-socket.js';
import { CLOSE, reportedClose } from './close-frame.js';
import type { Environment, LoggedEvent } from './environment.js';
import type { GatewayFault } from './fault.js';
import type { RequestTrace } from './observe/trace.js';
import type { Turns } from '../support/turns.js';

import { Connection, type ConnectionFacts } from './stages/connection.js';
import type { Connections } from './stages/connections.js';
import type { Caller } from './caller.js';
import type { MessageExecution } from './websocket/message.js';
import type { WebSocketSide } from './websocket/serve-side.js';

/** Inputs that a session takes from its gateway. */
export interface SessionContext {
  /** The stage as it served the handshake. */
  readonly side: WebSocketSide;
  /** The stage as it serves now; undefined once it is no longer served. */
  readonly currentSide: () => WebSocketSide | undefined;
  /** Of the ends of all connections. */
  readonly ends: Turns;
  readonly env: Environment;
  readonly isTraced: boolean;
  /** Keeps the trace of an event. */
  readonly keepTrace: (trace: RequestTrace, bodyBytes: number) => void;
  /** Writes an event to the log. */
  readonly report: (event: Omit<LoggedEvent, 'api' | 'reason'>, failure: GatewayFault | undefined) => void;
}

/**
 * An open connection between its socket and its stage. Each event goes to the deployment that the stage serves at that
 * moment: a connection outlives deployments.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html
 */
export class ConnectionSession implements OpenConnection {
  private readonly connection: Connection;
  private lastSide: WebSocketSide;
  private isClosed = false;

  constructor(
    facts: ConnectionFacts,
    caller: Caller,
    socket: ClientSocket,
    private readonly connections: Connections,
    private readonly context: SessionContext,
  ) {
    this.connection = new Connection(facts, caller, socket, context.env.clock.now());
    this.lastSide = context.side;
    connections.add(this.connection);
  }

  get id(): string {
    return this.connection.id;
  }

  /**
   * Documented: a binary frame closes the connection with 1003
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html).
   */
  async receive(message: Buffer, isBinary: boolean): Promise<void> {
    const { connection, context } = this;
    const { env, isTraced } = context;
    if (isBinary) {
      connection.close(CLOSE.binary);
      return;
    }
    connection.lastActiveMs = env.clock.now();
    const startMs = performance.now();
    const execution = await this.side().receiveMessage(connection, message.toString('utf8'), env, isTraced);
    const { trace, frame } = execution;
    context.keepTrace(trace, message.length);
    this.report('MESSAGE', startMs, execution);
    if (frame !== undefined && !this.isClosed) connection.send(frame, env.clock.now());
  }

  /** Of several calls the first counts: `$disconnect` runs once. */
  async closed(code: number, reason: string): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    const { connection, context } = this;
    this.connections.remove(connection.id);
    const { env, isTraced } = context;
    await context.ends.run(async () => {
      const startMs = performance.now();
      const execution = await this.side().disconnect(connection, reportedClose({ code, reason }), env, isTraced);
      context.keepTrace(execution.trace, 0);
      this.report('DISCONNECT', startMs, execution);
    });
  }

  private report(
    type: LoggedEvent['type'],
    startMs: number,
    { invocation, trace }: Pick<MessageExecution, 'invocation' | 'trace'>,
  ): void {
    if (this.context.env.log.connectionEvent === undefined && trace.failure === undefined) return;
    const event = { type, connectionId: this.connection.id, routeKey: invocation.route?.routeKey };
    this.context.report({ ...event, durationMs: performance.now() - startMs }, trace.failure);
  }

  /** Assumed: messages in flight and `$disconnect` of a stage that is no longer served go to what it served last. */
  private side(): WebSocketSide {
    return (this.lastSide = this.context.currentSide() ?? this.lastSide);
  }
}

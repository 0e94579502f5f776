import { CLOSE } from '../close-frame.js';
import type { Connection } from './connection.js';

/**
 * The open connections of a stage.
 *
 * Documented: 10 minutes without a message, or 2 hours in all, end a connection
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
export class Connections {
  private readonly open = new Map<string, Connection>();

  get size(): number {
    return this.open.size;
  }

  add(connection: Connection): void {
    this.open.set(connection.id, connection);
  }

  /** Undefined for a connection that is closing, too. */
  find(id: string): Connection | undefined {
    const connection = this.open.get(id);
    return connection?.isOpen === true ? connection : undefined;
  }

  remove(id: string): void {
    this.open.delete(id);
  }

  /** Closes what has been idle or open for too long. */
  closeExpired(nowMs: number): void {
    for (const connection of this.open.values()) {
      const isIdle = nowMs - connection.lastActiveMs >= IDLE_MS;
      const isOld = nowMs - connection.connectedAtMs >= LIFETIME_MS;
      if (isIdle || isOld) connection.close(CLOSE.goingAway);
    }
  }

  /** Closes every connection: the stage is no longer served. */
  closeAll(): void {
    for (const connection of this.open.values()) connection.close(CLOSE.goingAway);
  }
}

const IDLE_MS = 10 * 60_000;
const LIFETIME_MS = 2 * 60 * 60_000;

import { ByteBudget } from '../../support/byte-budget.js';

/**
 * The messages of WebSocket connections that are read, worked on or waiting for a client to take them, of all APIs of this
 * process. Without a bound, clients that send fast or read slowly fill the memory.
 */
export const MESSAGES_IN_FLIGHT = new ByteBudget(256 * 1024 * 1024);

/** Left to connections that have no other message in flight, so that floods cost others nothing. */
export const RESERVED_BYTES = MESSAGES_IN_FLIGHT.limitBytes / 4;

/** What a message costs beside its bytes: its event, its invocation. */
export const MESSAGE_OVERHEAD_BYTES = 1_024;

/** The same of a message that waits for those before it. */
export const WAITING_OVERHEAD_BYTES = 256;

/** Messages of one connection that are worked on at once; its next ones are not read before. */
export const MESSAGES_AT_ONCE = 100;

/** What a client may leave untaken before its next messages are not read. */
export const UNTAKEN_BYTES = 1024 * 1024;

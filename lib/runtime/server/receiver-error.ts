/**
 * The code of the close frame that `ws` sends of itself after bytes that it does not take; undefined for other errors, which
 * send none.
 *
 * The codes: RFC 6455, section 7.4.1.
 */
export function closeCodeOf({ code }: NodeJS.ErrnoException): number | undefined {
  if (code?.startsWith('WS_ERR_') !== true) return undefined;
  return CODES[code] ?? PROTOCOL_ERROR;
}

const PROTOCOL_ERROR = 1002;

const CODES: Readonly<Record<string, number>> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
};

import { QUOTAS } from '../../model/quotas.js';
import type { HttpRequest } from '../http-message.js';

/** Whether a request has more bytes of payload than API Gateway accepts, or more than `headerBytes` of header lines. */
export function isTooLarge({ body, headers }: HttpRequest, headerBytes: number): boolean {
  if (body.length > QUOTAS.payload.value) return true;
  let bytes = 0;
  // Name, colon and space, value, line end.
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  return bytes > headerBytes;
}

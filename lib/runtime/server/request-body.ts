import type { IncomingMessage } from 'node:http';
import { QUOTAS } from '../../model/quotas.js';
import { ChunkBuffer } from '../../support/chunk-buffer.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import { BODIES_IN_FLIGHT } from './bodies-in-flight.js';

/** `gone` when the client hung up, `refused` when there is no room for the body. */
export type RequestBody = Buffer | 'gone' | 'refused';

/**
 * Reads the body of a request: at most one chunk more than API Gateway takes, since what is larger is answered by its size
 * alone. Who gets it counts it among the bodies in flight, and gives its bytes back.
 */
export function readRequestBody(
  request: IncomingMessage,
  headers: readonly HeaderLine[],
): Promise<RequestBody> | RequestBody {
  const length = findHeader(headers, 'content-length');
  if ((length === undefined || length === '0') && findHeader(headers, 'transfer-encoding') === undefined)
    return NO_BODY;
  return new Promise((resolve) => {
    const body = new ChunkBuffer();
    let hasEnded = false;
    const end = (failure?: 'gone' | 'refused'): void => {
      if (hasEnded) return;
      hasEnded = true;
      const bytes = body.take();
      if (failure !== undefined) BODIES_IN_FLIGHT.give(bytes.length);
      resolve(failure ?? bytes);
    };
    request.on('data', (chunk: Buffer) => {
      if (hasEnded) return;
      if (!BODIES_IN_FLIGHT.take(chunk.length)) {
        end('refused');
        return;
      }
      body.add(chunk);
      if (body.length > QUOTAS.payload.value) end();
    });
    request.once('end', () => end());
    request.once('close', () => end('gone'));
    request.once('error', () => end('gone'));
  });
}

const NO_BODY = Buffer.alloc(0);

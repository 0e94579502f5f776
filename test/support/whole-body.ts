import type { HttpResponse } from '../../lib/runtime/index.js';

/** The body of a response that is not streamed. */
export function wholeBody({ body }: Pick<HttpResponse, 'body'>): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new Error('The body is a stream');
}

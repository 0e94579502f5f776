import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';
import type { ByteStream } from '../byte-stream.js';
import type { HeaderLine, HttpResponse } from '../http-message.js';

/** A response and where it goes. */
export interface Answered {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: HttpResponse;
  /** Whether the connection ends with it. */
  readonly close: boolean;
}

/**
 * Sends a response whose body is on its way: each chunk leaves when it comes, as fast as the client takes it. When the body
 * fails, the connection is cut, which is the only way to tell the client; when the client goes, the body is destroyed.
 *
 * Documented: without a length of its own the response is chunked
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 *
 * @param firstLines names and values of header lines that come first
 */
export function sendStream(
  { request, response, answer: { status, headers }, close }: Answered,
  body: ByteStream,
  firstLines: readonly string[],
): void {
  if (response.destroyed) {
    body.destroy();
    return;
  }
  const isBodiless = status === 204 || status === 304 || request.method === 'HEAD';
  const length = announcedLength(headers);
  // A client of HTTP/1.0 knows no chunks: it reads to the end of the connection.
  const isChunked = length === undefined && request.httpVersion === '1.1';
  const lines = [...firstLines];
  for (const line of headers) if (!isLength(line)) lines.push(...line);
  if (length !== undefined && status !== 204) lines.push('Content-Length', String(length));
  if (isChunked && !isBodiless) lines.push('Transfer-Encoding', 'chunked');
  const endsWithConnection = length === undefined && !isChunked;
  lines.push('Connection', close || endsWithConnection ? 'close' : 'keep-alive');
  response.writeHead(status, STATUS_CODES[status] ?? '', lines);
  if (isBodiless) {
    body.destroy();
    response.end();
    return;
  }
  response.flushHeaders();
  cutWhenClientLeaves(request.socket, response);
  if (length === undefined) pipeline(body, response, () => undefined);
  else pipeline(body, exactly(length), response, () => undefined);
}

/** A client that ends its side while it reads has gone; one that did so as soon as it had asked still reads. */
function cutWhenClientLeaves(socket: Socket, response: ServerResponse): void {
  if (socket.readableEnded) return;
  const cut = (): void => void response.destroy();
  socket.once('end', cut);
  response.once('close', () => socket.off('end', cut));
}

/** Undefined without one, and for what is no length. */
function announcedLength(headers: readonly HeaderLine[]): number | undefined {
  const [line, ...others] = headers.filter(isLength);
  return line !== undefined && others.length === 0 && /^\d+$/.test(line[1]) ? Number(line[1]) : undefined;
}

function isLength([name]: HeaderLine): boolean {
  return name.toLowerCase() === 'content-length';
}

/** Fails when the body is not as long as announced: another response would begin in its middle. */
function exactly(length: number): Transform {
  let rest = length;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      rest -= chunk.length;
      if (rest < 0) done(new Error('the body is longer than its Content-Length'));
      else done(null, chunk);
    },
    flush(done) {
      done(rest === 0 ? null : new Error('the body is shorter than its Content-Length'));
    },
  });
}

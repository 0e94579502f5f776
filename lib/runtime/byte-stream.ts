import { pipeline, Transform, type Readable } from 'node:stream';
import { ChunkBuffer } from '../support/chunk-buffer.js';

/**
 * The bytes of a response as its sender writes them. It ends where the response ends; when it fails, the response is cut.
 * Whoever has it reads it to its end or destroys it.
 */
export type ByteStream = Readable;

/** The body of a response: whole, or on its way. */
export type Body = Buffer | ByteStream;

/** The length of a body that is whole; a stream holds next to nothing. */
export function keptBytes(body: Body): number {
  return Buffer.isBuffer(body) ? body.length : 0;
}

/** A body as a string, for people; a stream is named, since only its receiver reads it. */
export function printBody(body: Body): string | { readonly streamed: true } {
  return Buffer.isBuffer(body) ? body.toString('utf8') : { streamed: true };
}

/**
 * Reads a stream to its end.
 *
 * @throws what the stream fails with
 */
export async function readWhole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const content = new ChunkBuffer();
  for await (const chunk of stream) content.add(chunk);
  return content.take();
}

/**
 * Passes a stream on and counts its bytes.
 *
 * @param ended called once, when the stream ends, fails or is no longer read
 */
export function countBytes(source: ByteStream, ended: (bytes: number) => void): ByteStream {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  counted.on('error', () => undefined);
  pipeline(source, counted, () => ended(bytes));
  return counted;
}

/** What a stream fails with when it takes too long. */
export class StreamTimeout extends Error {}

/**
 * Passes a stream on, and makes it fail when it takes more than `totalMs` or nothing is taken from it for `idleMs`. Nobody
 * has to listen for its errors.
 */
export function cutAfter(source: ByteStream, totalMs: number, idleMs: number): ByteStream {
  const watched = new Transform({
    transform(chunk, _encoding, done) {
      idle.refresh();
      done(null, chunk);
    },
  });
  const cut = (why: string) => (): void => void watched.destroy(new StreamTimeout(why));
  const total = setTimeout(cut('the response took too long'), totalMs);
  const idle = setTimeout(cut('the response paused for too long'), idleMs);
  watched.on('error', () => undefined);
  pipeline(source, watched, () => {
    clearTimeout(total);
    clearTimeout(idle);
  });
  return watched;
}

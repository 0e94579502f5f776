import type { Readable, Writable } from 'node:stream';

/**
 * Writes to `target` what comes from `source`, no faster than it is taken. It neither ends nor destroys `target`, which
 * belongs to a call; what a destroyed one would get is dropped.
 *
 * @throws what `source` fails with
 */
export async function handOn(source: Readable, target: Writable): Promise<void> {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    await new Promise<void>((taken) => target.write(chunk, () => taken()));
  }
}

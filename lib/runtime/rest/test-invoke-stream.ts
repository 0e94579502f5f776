import type { BufferedResponse, HttpResponse } from '../http-message.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html */
const LONGEST_WAIT_MS = 35_000;
const MOST_BYTES = 1024 * 1024;

export interface TestedResponse extends BufferedResponse {
  /** Whether it came as a stream; such a test has no log. */
  readonly isStreamed: boolean;
}

/**
 * Waits for a response as TestInvokeMethod does: for the end of a stream at most 35 seconds or 1 MB. What came until then
 * is the body; without even a head the status is 0.
 *
 * @param streams asked when the time is up: whether the integration streams its response
 */
export async function receiveTested(
  responding: Promise<HttpResponse>,
  streams: () => boolean,
): Promise<TestedResponse> {
  let stop = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
      stop();
    }, LONGEST_WAIT_MS);
  });
  try {
    const arrived = await Promise.race([responding, timeUp]);
    if (arrived === undefined && streams()) {
      responding.then(discard, () => undefined);
      return { status: 0, headers: [], body: Buffer.alloc(0), isStreamed: true };
    }
    const { status, headers, body } = arrived ?? (await responding);
    if (Buffer.isBuffer(body)) return { status, headers, body, isStreamed: false };
    stop = () => void body.destroy();
    return { status, headers, body: await readStart(body), isStreamed: true };
  } finally {
    clearTimeout(timer);
  }
}

function discard({ body }: HttpResponse): void {
  if (!Buffer.isBuffer(body)) body.destroy();
}

async function readStart(body: Exclude<HttpResponse['body'], Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // Cut by its backend or by the time: what came is the body.
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES);
}

import type { ByteStream } from '../byte-stream.js';

/** What parts the metadata of a streamed response from its content. */
const DELIMITER = Buffer.alloc(8);

const METADATA_LIMIT_BYTES = 16 * 1024;

/**
 * Reads the metadata with which a function's streamed response begins; the stream then goes on with the content.
 *
 * Documented: eight NUL bytes within the first 16 KB end the metadata
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 *
 * @returns undefined when the response does not begin so
 * @throws what the stream fails with
 */
export async function readStreamMetadata(body: ByteStream): Promise<string | undefined> {
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    head = Buffer.concat([head, chunk]);
    const end = head.subarray(0, METADATA_LIMIT_BYTES).indexOf(DELIMITER);
    if (end !== -1) {
      const content = head.subarray(end + DELIMITER.length);
      if (content.length > 0) body.unshift(content);
      return head.toString('utf8', 0, end);
    }
    if (head.length >= METADATA_LIMIT_BYTES) return undefined;
  }
  return undefined;
}

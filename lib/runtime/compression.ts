import { deflateSync, gzipSync } from 'node:zlib';
import { findHeader } from './header-lines.js';
import type { BufferedResponse } from './http-message.js';

/**
 * Compresses an answer's body for a client that asks for it.
 *
 * Documented: bodies of at least `minimumCompressionSize` bytes, by the first of gzip, deflate and identity that
 * Accept-Encoding names; nothing that has a Content-Encoding already
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html).
 */
export function compress(
  response: BufferedResponse,
  minimumBytes: number,
  acceptEncoding: string | undefined,
): BufferedResponse {
  if (response.body.length === 0 || response.body.length < minimumBytes) return response;
  if (findHeader(response.headers, 'content-encoding') !== undefined) return response;
  const encoding = chooseEncoding(acceptEncoding);
  if (encoding === undefined) return response;
  return {
    status: response.status,
    headers: [...response.headers, ['Content-Encoding', encoding]],
    body: encoding === 'gzip' ? gzipSync(response.body) : deflateSync(response.body),
  };
}

function chooseEncoding(accepted: string | undefined): 'gzip' | 'deflate' | undefined {
  for (const item of accepted?.split(',') ?? []) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    if (parameters.includes('q=0')) continue;
    if (coding === 'gzip' || coding === '*') return 'gzip';
    if (coding === 'deflate') return 'deflate';
    if (coding === 'identity') return undefined;
  }
  return undefined;
}

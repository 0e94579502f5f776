import type { ContentHandling } from '../../model/mapping-template.js';
import { configurationFault } from '../fault.js';

/**
 * A payload between gateway and backend: bytes, or text that a template can take.
 *
 * Observed: the tables below, for requests and responses.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export type Payload =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'bytes'; readonly bytes: Buffer };

/** `binary`: whether the request's Content-Type is a binary media type of the API. */
export function convertRequest(body: Buffer, binary: boolean, handling: ContentHandling | undefined): Payload {
  switch (handling) {
    case undefined:
      return binary ? { kind: 'bytes', bytes: body } : text(body);
    case 'CONVERT_TO_TEXT':
      return binary ? { kind: 'text', text: body.toString('base64') } : text(body);
    case 'CONVERT_TO_BINARY':
      return { kind: 'bytes', bytes: binary ? body : decodeBase64(body) };
  }
}

/**
 * `payloadBinary`: whether the answer's Content-Type is a binary media type; `acceptBinary`: whether the first media type
 * of the client's Accept is.
 */
export function convertResponse(
  body: Buffer,
  payloadBinary: boolean,
  acceptBinary: boolean,
  handling: ContentHandling | undefined,
): Payload {
  switch (handling) {
    case undefined:
      if (payloadBinary)
        return acceptBinary ? { kind: 'bytes', bytes: body } : { kind: 'text', text: body.toString('base64') };
      return acceptBinary ? { kind: 'bytes', bytes: decodeBase64(body) } : text(body);
    case 'CONVERT_TO_TEXT':
      return payloadBinary ? { kind: 'text', text: body.toString('base64') } : text(body);
    case 'CONVERT_TO_BINARY':
      return { kind: 'bytes', bytes: payloadBinary ? body : decodeBase64(body) };
  }
}

/** @throws {GatewayFault} configuration */
export function decodeBase64(body: Buffer): Buffer {
  const source = body.toString('latin1').replace(/\s+/g, '');
  if (source.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(source)) {
    throw configurationFault('Unable to base64 decode the body.');
  }
  return Buffer.from(source, 'base64');
}

export function payloadBytes(payload: Payload): Buffer {
  return payload.kind === 'bytes' ? payload.bytes : Buffer.from(payload.text, 'utf8');
}

/** Observed: bytes that are no UTF-8 become U+FFFD. */
function text(body: Buffer): Payload {
  return { kind: 'text', text: body.toString('utf8') };
}

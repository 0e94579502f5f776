import type { LambdaPayload } from '../lambda-payload.js';
import { malformed } from './malformed-response.js';

/** @throws {GatewayFault} malformed-proxy-response when the result is not JSON */
export function readJson(payload: LambdaPayload): unknown {
  try {
    return payload.value();
  } catch {
    throw malformed('the result is not JSON');
  }
}

/**
 * The bytes of a response's body.
 *
 * Observed: a body that is not a string and a flag that is not a boolean are malformed; docs/aws/http-api.md section 13.
 * Assumed: null is the same as an absent member, because serializers of typed languages write it.
 *
 * @throws {GatewayFault} malformed-proxy-response
 */
export function responseBody(body: unknown, isBase64Encoded: unknown): Buffer {
  if (body !== undefined && body !== null && typeof body !== 'string') throw malformed('the body is not a string');
  if (isBase64Encoded !== undefined && isBase64Encoded !== null && typeof isBase64Encoded !== 'boolean')
    throw malformed('isBase64Encoded is not a boolean');
  return Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
}

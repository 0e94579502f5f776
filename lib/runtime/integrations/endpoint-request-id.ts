import { findHeader } from '../header-lines.js';
import type { IntegrationResult } from './invoke-integration.js';

/** The request id of Lambda or of another AWS service; undefined for any other backend. */
export function endpointRequestIdOf(result: IntegrationResult | undefined): string | undefined {
  if (result === undefined) return undefined;
  if ('requestId' in result) return result.requestId;
  return findHeader(result.headers, 'x-amzn-requestid') ?? findHeader(result.headers, 'x-amz-request-id');
}

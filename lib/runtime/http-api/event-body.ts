import type { ClientRequest } from '../request/client-request.js';

/** The body of an event and whether it is encoded; `body` is undefined for an empty body. */
export interface EventBody {
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
}

/**
 * Writes the request body into an event: a few content types as a string, any other and none as base64.
 *
 * Observed: docs/aws/http-api.md sections 2 and 12.
 */
export function eventBody({ body, contentType }: ClientRequest): EventBody {
  if (body.length === 0) return NO_BODY;
  const isBase64Encoded = !isText(contentType);
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

const NO_BODY: EventBody = { body: undefined, isBase64Encoded: false };

const TEXT = /^(?:text\/[^;]*|application\/(?:json|javascript|xml|graphql))\s*(?:;|$)/i;

/** Observed: a charset other than UTF-8 is sent as base64. */
function isText(contentType: string | undefined): boolean {
  if (contentType === undefined || !TEXT.test(contentType)) return false;
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}

import { SluiceError } from '../../../support/sluice-error.js';
import type { BoundAuthorizer } from './authorizer.js';

/**
 * Refuses an authorizer of HTTP APIs where the compiler could not: in JavaScript, or behind a cast.
 *
 * @throws {SluiceError} `authorizer-of-another-kind`
 */
export function checkBoundAuthorizer(bound: BoundAuthorizer, apiPath: string): void {
  if (!('authorizer' in bound)) return;
  const { name, type }: { readonly name: string; readonly type: string } = bound.authorizer;
  if (type !== 'JWT' && !('payloadFormatVersion' in bound.authorizer)) return;
  throw new SluiceError(
    'authorizer-of-another-kind',
    `Cannot use the authorizer "${name}" in ${apiPath}: it is for HTTP APIs, and ${apiPath} is a REST API`,
    { hint: 'Use new CognitoAuthorizer({ userPools: [pool] }), new TokenAuthorizer(fn) or new RequestAuthorizer(fn)' },
  );
}

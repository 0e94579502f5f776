import { SluiceError } from '../../../support/sluice-error.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const AUDIENCES_PER_AUTHORIZER = 50;

/** @throws {SluiceError} `audience-missing` for no audience, `quota-exceeded` for more than 50 */
export function checkAudience(authorizer: string, audience: unknown): void {
  if (!Array.isArray(audience) || audience.length === 0) {
    throw new SluiceError(
      'audience-missing',
      `The authorizer "${authorizer}" names no audience; it requires at least one`,
      { hint: "Name what the tokens have as aud or client_id: audience: ['pets']" },
    );
  }
  if (audience.length > AUDIENCES_PER_AUTHORIZER) {
    throw new SluiceError(
      'quota-exceeded',
      `The authorizer "${authorizer}" names ${audience.length} audiences; API Gateway allows at most ${AUDIENCES_PER_AUTHORIZER}`,
    );
  }
}

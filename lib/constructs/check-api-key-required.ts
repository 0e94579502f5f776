import { SluiceError } from '../support/sluice-error.js';

/**
 * Refuses what is neither true nor false, a token included: in JavaScript `apiKeyRequired: 'true'` would leave a method or a
 * route without a key.
 *
 * @param what names the method or route in messages: `GET /pets`
 * @throws {SluiceError} `api-key-required-invalid`
 */
export function checkApiKeyRequired(what: string, given: unknown): void {
  if (given === undefined || typeof given === 'boolean') return;
  throw new SluiceError(
    'api-key-required-invalid',
    `Cannot read apiKeyRequired of ${what}: expected true or false, found a ${typeof given}`,
  );
}

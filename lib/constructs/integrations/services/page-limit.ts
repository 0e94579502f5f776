import { SluiceError } from '../../../support/sluice-error.js';

/**
 * The limit of a page, 100 by default.
 *
 * @throws {SluiceError} `service-request-invalid`
 */
export function pageLimit(limit = 100, maximum: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= maximum) return limit;
  throw new SluiceError(
    'service-request-invalid',
    `The limit is ${limit}; expected a whole number from 1 to ${maximum}`,
  );
}

import { isObject } from '../../support/is-object.js';
import type { LambdaPayload } from '../lambda-payload.js';

/**
 * The message of the error that a function ended with.
 *
 * Assumed: an error without a message counts as one with an empty message.
 */
export function functionErrorMessage(payload: LambdaPayload): string {
  const error = payload.value();
  const message = isObject(error) ? error.errorMessage : undefined;
  return typeof message === 'string' ? message : '';
}

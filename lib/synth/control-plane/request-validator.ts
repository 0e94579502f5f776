import type { RestApi } from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import type { Representation } from './representation.js';

/** The items of GetRequestValidators, by name and without ids. */
export function renderRequestValidators({ requestValidators = [] }: RestApi): readonly Representation[] {
  return sortBy(requestValidators, ({ name }) => name).map(
    ({ name, validateRequestBody, validateRequestParameters }) => ({
      name,
      validateRequestBody,
      validateRequestParameters,
    }),
  );
}

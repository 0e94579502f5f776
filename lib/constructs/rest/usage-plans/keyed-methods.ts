import { walkMethods, type RestApi } from '../../../model/index.js';

/** The number of methods that require an API key. */
export function countKeyedMethods(api: RestApi): number {
  let count = 0;
  walkMethods(api, ({ apiKeyRequired }) => {
    if (apiKeyRequired === true) count += 1;
  });
  return count;
}

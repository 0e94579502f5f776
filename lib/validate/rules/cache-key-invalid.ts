import { walkIntegrations, type Diagnostic, type RestApi } from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import type { Rule } from '../rule.js';

const EXPECTED = 'method.request or integration.request with .header.x, .querystring.x or .path.x';

/** Cache keys that API Gateway refuses. */
export const cacheKeyInvalid: Rule<RestApi> = (api) => {
  const found: Diagnostic[] = [];
  walkIntegrations(api, ({ cacheKeyParameters = [] }, place) => {
    const at = { ...place, property: 'cacheKeyParameters' };
    for (const key of cacheKeyParameters) found.push(...checkParsed(key, 'a cache key', EXPECTED, at));
  });
  return found;
};

import { walkIntegrations, type Diagnostic } from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

const EXPECTED = 'method.request or integration.request with .header.x, .querystring.x or .path.x';

/** Cache keys that API Gateway refuses. */
export const cacheKeyInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['REST'],
  summary: 'A cache key is not the name of a request parameter',
  fix: 'Write it as method.request or integration.request with .header.x, .querystring.x or .path.x',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, ({ cacheKeyParameters = [] }, place) => {
      const at = { ...place, property: 'cacheKeyParameters' };
      for (const key of cacheKeyParameters) found.push(...checkParsed(key, 'a cache key', EXPECTED, at));
    });
    return found;
  },
});

import { diagnostic } from '../../model/index.js';
import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, preflightsOf, setsHeader } from '../preflight.js';
import { defineRule } from '../rule.js';

const FAMILIES = ['DEFAULT_4XX', 'DEFAULT_5XX'] as const;

/**
 * Pages of other origins may call an API whose own errors have no CORS headers: what browsers report of a 403 or 429 is
 * a failure of CORS. Where pages may send credentials, `cors-errors-unreadable` reports it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export const corsGatewayResponseMissing = defineRule({
  codes: ['cors-gateway-response-missing'],
  protocols: ['REST'],
  summary: "Pages of other origins may call the API, and cannot read the gateway's own errors",
  fix: 'Set Access-Control-Allow-Origin in the gateway responses DEFAULT_4XX and DEFAULT_5XX',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  check: (api) => {
    const preflights = preflightsOf(api);
    if (preflights.length === 0 || preflights.some(({ method }) => setsHeader(method, ALLOW_CREDENTIALS))) return [];
    const withOrigin = (api.gatewayResponses ?? []).filter(({ responseParameters = [] }) =>
      responseParameters.some(({ target }) => target.name.toLowerCase() === ALLOW_ORIGIN.toLowerCase()),
    );
    const missing = FAMILIES.filter((family) => !withOrigin.some(({ responseType }) => responseType === family));
    if (missing.length === 0) return [];
    const message = `The gateway ${missing.length === 1 ? 'response' : 'responses'} ${missing.join(' and ')} ${missing.length === 1 ? 'does' : 'do'} not set ${ALLOW_ORIGIN}: pages of other origins cannot read errors of the gateway`;
    return [diagnostic('cors-gateway-response-missing', { element: 'cors' }, message)];
  },
});

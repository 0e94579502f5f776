import { diagnostic, type GatewayResponse, type Method } from '../../model/index.js';
import { ALLOW_CREDENTIALS, setsHeader } from '../preflight.js';
import { defineRule } from '../rule.js';

/**
 * Pages may send credentials, and the gateway's own errors do not let them read why a request failed: gateway responses
 * know no conditions, so of several origins none can be named with credentials.
 */
export const corsErrorsUnreadable = defineRule({
  codes: ['cors-errors-unreadable'],
  protocols: ['REST'],
  summary: "Pages may send credentials, and cannot read the gateway's own errors",
  fix: 'Name one origin in the gateway responses DEFAULT_4XX and DEFAULT_5XX',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  check: (api) => {
    if (!api.resources.some(({ methods }) => methods.some(allowsCredentials))) return [];
    const responses = api.gatewayResponses ?? [];
    const unreadable = (['DEFAULT_4XX', 'DEFAULT_5XX'] as const).filter(
      (family) => !responses.some((response) => response.responseType === family && namesOrigin(response)),
    );
    if (unreadable.length === 0) return [];
    return [
      diagnostic(
        'cors-errors-unreadable',
        { element: 'cors' },
        `Cannot let pages read the gateway's own errors: pages may send credentials, and ${unreadable.join(' and ')} name no origin (of several, none can be named)`,
      ),
    ];
  },
});

function allowsCredentials(method: Method): boolean {
  const { httpMethod, integration } = method;
  return httpMethod === 'OPTIONS' && integration?.type === 'MOCK' && setsHeader(method, ALLOW_CREDENTIALS);
}

function namesOrigin({ responseParameters = [] }: GatewayResponse): boolean {
  return responseParameters.some(({ target }) => target.name.toLowerCase() === 'access-control-allow-origin');
}

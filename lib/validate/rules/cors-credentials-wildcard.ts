import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, literalGatewayHeader, literalHeader } from '../preflight.js';
import { defineRule } from '../rule.js';

const MESSAGE = `${ALLOW_ORIGIN} is * and ${ALLOW_CREDENTIALS} is true: browsers refuse the response to a request with credentials; expected an origin`;

/**
 * Responses that allow every origin with credentials. API Gateway sends both headers as they are; browsers take no `*`
 * from a response to a request with credentials. API Gateway refuses the like in the CORS configuration of an HTTP API.
 *
 * Documented: https://fetch.spec.whatwg.org/#cors-check
 */
export const corsCredentialsWildcard = defineRule({
  codes: ['cors-credentials-wildcard'],
  protocols: ['REST'],
  summary: 'A response allows every origin with credentials, which no browser takes',
  fix: 'Name the origin, or leave Access-Control-Allow-Credentials out',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      for (const { statusCode, responseParameters } of integration?.responses ?? []) {
        if (!isRefused((name) => literalHeader(responseParameters, name))) continue;
        const property = `integration response ${statusCode}`;
        found.push(diagnostic('cors-credentials-wildcard', { ...place, property }, MESSAGE));
      }
    });
    for (const response of api.gatewayResponses ?? []) {
      if (!isRefused((name) => literalGatewayHeader(response, name))) continue;
      const element = `gateway response ${response.responseType}`;
      found.push(diagnostic('cors-credentials-wildcard', { element }, MESSAGE));
    }
    return found;
  },
});

function isRefused(headerOf: (name: string) => string | undefined): boolean {
  return headerOf(ALLOW_ORIGIN) === '*' && headerOf(ALLOW_CREDENTIALS) === 'true';
}

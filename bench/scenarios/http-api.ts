import { serveTemplate } from '../gateway.js';
import { httpApiTemplateOf, type HttpApiDefinition } from '../http-api-template.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario, Subject } from '../scenario.js';
import { AUDIENCE, BARE_VERIFY, benchToken, ISSUER } from '../token.js';

const HANDLER = `exports.handler = async () => ({ statusCode: 200, body: '{"message":"hello"}' });`;
const TEMPLATE = httpApiTemplateOf({ handler: HANDLER });

export const httpApiInline: Scenario = {
  name: 'http-api-inline',
  sentence: 'Invoke a function of the same thread from an HTTP API in payload format 2.0',
  subject: requests(serveTemplate(TEMPLATE, { lambdaIsolation: 'inline' }), get('/pets/7?fields=name')),
  floor: RAW,
  goal: 1.9,
  limit: 3,
};

/** The same request with and without the authorizer, so that no header is parsed for one of them only. */
function behindJwt(definition: Partial<HttpApiDefinition>): Subject {
  return (settings) => {
    const { token, keys } = benchToken(settings);
    const template = httpApiTemplateOf({ handler: HANDLER, ...definition });
    const request = get('/pets/7').replace('\r\n\r\n', `\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    return requests(
      serveTemplate(template, { lambdaIsolation: 'inline', issuers: { [ISSUER]: keys } }),
      request,
    )(settings);
  };
}

export const httpApiJwt: Scenario = {
  name: 'http-api-jwt',
  sentence: 'Added by a JWT authorizer whose keys are known, to one bare crypto.verify of the token',
  subject: behindJwt({
    operation: { security: [{ users: [] }] },
    securitySchemes: {
      users: {
        type: 'oauth2',
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          jwtConfiguration: { issuer: ISSUER, audience: [AUDIENCE] },
          identitySource: '$request.header.Authorization',
        },
      },
    },
  }),
  without: behindJwt({}),
  floor: BARE_VERIFY,
  goal: 1.5,
  limit: 2,
};

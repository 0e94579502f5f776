import { diagnostic, printValue, type Diagnostic, type HttpApiJwtAuthorizer } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * JWT authorizers that no token passes: every call is a 401.
 *
 * Documented: `iss` equals the issuer, and `aud` or `client_id` one of the audiences
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
 */
export const jwtUnmatched = defineRule({
  codes: ['jwt-unmatched', 'invalid-value'],
  protocols: ['HTTP'],
  summary: 'No token passes a JWT authorizer',
  fix: 'Copy the issuer from the tokens as it is, and name the client ids as audience',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html',
  check: ({ authorizers }) =>
    authorizers.flatMap((authorizer) => (authorizer.type === 'JWT' ? checkAuthorizer(authorizer) : [])),
});

function checkAuthorizer({ name, issuer, audience }: HttpApiJwtAuthorizer): readonly Diagnostic[] {
  const element = `authorizer ${name}`;
  const found: Diagnostic[] = [];
  const text = printValue(issuer);
  if (/^http:/i.test(text)) {
    const message = `The issuer is ${text}; API Gateway requires an https URL`;
    found.push(diagnostic('invalid-value', { element, property: 'issuer' }, message));
  }
  const product = PRODUCTS.find(({ issuers }) => issuers.test(text));
  if (product !== undefined && text.endsWith('/') !== product.endsInSlash) {
    const expected = product.endsInSlash ? 'ends in a slash' : 'ends in no slash';
    const message = `The issuer is ${text}; the one in tokens of ${product.name} ${expected}, so that no token matches`;
    found.push(diagnostic('jwt-unmatched', { element, property: 'issuer' }, message));
  }
  if (audience.length === 0) {
    const message = 'The authorizer has no audience, so that no token matches; name the client ids that tokens are for';
    found.push(diagnostic('jwt-unmatched', { element, property: 'audience' }, message));
  }
  return found;
}

/** Identity providers whose tokens name their issuer in one way; a custom domain may hide which one it is. */
const PRODUCTS: readonly { readonly name: string; readonly issuers: RegExp; readonly endsInSlash: boolean }[] = [
  { name: 'Amazon Cognito', issuers: /^https:\/\/cognito-idp\.[^/]+\/[^/]+\/?$/, endsInSlash: false },
  { name: 'Auth0', issuers: /^https:\/\/[^/]+\.auth0\.com\/?$/, endsInSlash: true },
  { name: 'Google', issuers: /^https:\/\/accounts\.google\.com\/?$/, endsInSlash: false },
  { name: 'Okta', issuers: /^https:\/\/[^/]+\.okta(?:preview)?\.com(?:\/oauth2\/[^/]+)?\/?$/, endsInSlash: false },
  {
    name: 'Microsoft Entra ID',
    issuers: /^https:\/\/login\.microsoftonline\.com\/[^/]+\/v2\.0\/?$/,
    endsInSlash: false,
  },
];

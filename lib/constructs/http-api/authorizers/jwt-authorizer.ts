import { Token } from 'aws-cdk-lib';
import type { HttpApiJwtAuthorizer, IdentitySource as IdentitySourceModel } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { IdentitySource } from '../../rest/authorizers/identity-source.js';
import { checkAudience } from './check-audience.js';
import type { IHttpAuthorizer } from './http-authorizer.js';
import { readTokenSource } from './token-source.js';

/** Settings of an authorizer that verifies JSON web tokens. */
export interface JwtAuthorizerProps {
  /**
   * The issuer, as its tokens name it in `iss`: API Gateway compares each character, also a slash at the end. It reads the
   * issuer's keys by `{issuer}/.well-known/openid-configuration`.
   */
  readonly issuer: string;

  /** The audiences, of which the token's `aud` must name one; a token without `aud` is compared by its `client_id`. */
  readonly audience: readonly string[];

  /**
   * The authorizer's name, unique in the API. An OpenAPI document shows it as the name of the security scheme.
   *
   * @default - made of the issuer
   */
  readonly authorizerName?: string;

  /**
   * The header or the query parameter that carries the token, with or without `Bearer ` before it.
   *
   * @default IdentitySource.header('Authorization')
   */
  readonly identitySource?: IdentitySource;
}

/**
 * Lets in callers with a JSON web token of an OpenID Connect or OAuth 2.0 issuer. A route with `scopes` requires one of
 * them. Plain data: usable in any number of routes, APIs and stacks.
 *
 * @example
 * const authorizer = new JwtAuthorizer({ issuer: 'https://login.example.com', audience: ['pets'] });
 * api.get('/pets', integration, { authorizer, scopes: ['pets/read'] });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class JwtAuthorizer implements IHttpAuthorizer {
  private readonly name: string;
  private readonly identitySource: IdentitySourceModel;

  /**
   * @throws {SluiceError} `issuer-invalid` for an issuer that is not an HTTPS URL
   * @throws {SluiceError} `audience-missing` for no audience, `quota-exceeded` for more than 50
   */
  constructor(private readonly props: JwtAuthorizerProps) {
    const { issuer, audience } = props;
    if (!Token.isUnresolved(issuer) && !/^https:\/\/[^/\s]+\S*$/.test(issuer)) {
      throw new SluiceError('issuer-invalid', `The issuer "${issuer}" is not an HTTPS URL`, {
        hint: 'Write it as the tokens name it in iss: "https://login.example.com"',
      });
    }
    this.name = props.authorizerName ?? nameOf(issuer);
    checkAudience(this.name, audience);
    this.identitySource = readTokenSource(props.identitySource ?? IdentitySource.header('Authorization'));
  }

  bind(): { readonly authorizationType: 'JWT'; readonly authorizer: HttpApiJwtAuthorizer } {
    const { issuer, audience } = this.props;
    const identitySource = [this.identitySource];
    return {
      authorizationType: 'JWT',
      authorizer: { type: 'JWT', name: this.name, identitySource, issuer, audience: [...audience] },
    };
  }
}

/** A name that stays the same when authorizers are added, removed or reordered. */
function nameOf(issuer: string): string {
  return Token.isUnresolved(issuer)
    ? 'JwtAuthorizer'
    : issuer.slice('https://'.length).replace(/\W+/g, '-').slice(0, 64);
}

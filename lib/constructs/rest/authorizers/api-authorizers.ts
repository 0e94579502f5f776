import type { Authorizer, MethodAuthorization } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import type { BoundAuthorizer, IRestAuthorizer } from './authorizer.js';
import { checkBoundAuthorizer } from './check-bound-authorizer.js';
import { checkAuthorizer } from './foreign-authorizer.js';

/** How the API's methods can name authorizers. */
export interface ApiAuthorizersOptions {
  /** Whether methods are resources of their own, which can name an authorizer by its id. */
  readonly byId: boolean;
}

/** The authorizers that the methods of one API use, each bound once. */
export class ApiAuthorizers {
  private readonly bound = new Map<IRestAuthorizer, BoundAuthorizer>();
  private readonly byName = new Map<string, Authorizer>();

  constructor(
    private readonly api: BindingApi,
    private readonly options: ApiAuthorizersOptions = { byId: false },
  ) {}

  /**
   * @throws {SluiceError} `authorizer-of-another-kind` for an authorizer of HTTP APIs,
   *   `aws-apigateway-authorizer` for an authorizer of aws-cdk-lib, `authorizer-name-taken` when the API has
   *   another authorizer of the name, `authorizer-by-id` where only a document is written
   */
  authorizationOf(authorizer: IRestAuthorizer, scopes: readonly string[] = []): MethodAuthorization {
    const bound = this.bound.get(authorizer) ?? this.bind(authorizer);
    if (!('authorizer' in bound) && !('authorizerId' in bound)) return { type: bound.authorizationType };
    const reference =
      'authorizerId' in bound
        ? { authorizer: bound.authorizerId, authorizerId: bound.authorizerId }
        : { authorizer: bound.authorizer.name };
    return bound.authorizationType === 'CUSTOM'
      ? { type: 'CUSTOM', ...reference }
      : { type: 'COGNITO_USER_POOLS', ...reference, ...(scopes.length > 0 && { scopes }) };
  }

  models(): readonly Authorizer[] {
    return [...this.byName.values()];
  }

  private bind(authorizer: IRestAuthorizer): BoundAuthorizer {
    checkAuthorizer(authorizer, this.path);
    const bound = authorizer.bind(this.api);
    checkBoundAuthorizer(bound, this.path);
    if ('authorizerId' in bound && !this.options.byId) throw this.notById();
    if ('authorizer' in bound) this.add(bound.authorizer);
    this.bound.set(authorizer, bound);
    return bound;
  }

  /** Adds an authorizer that a document defines. */
  add(authorizer: Authorizer): void {
    const known = this.byName.get(authorizer.name);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(authorizer)) {
      throw new SluiceError(
        'authorizer-name-taken',
        `Cannot add the authorizer "${authorizer.name}" to ${this.path}: the API has another authorizer of this name`,
        { hint: 'Give one of them an authorizerName' },
      );
    }
    this.byName.set(authorizer.name, authorizer);
  }

  private notById(): SluiceError {
    return new SluiceError(
      'authorizer-by-id',
      `Cannot name an authorizer of ${this.path} by its id: an OpenAPI document defines its authorizers itself`,
      {
        hint: [
          'Declare it with new TokenAuthorizer(fn), new RequestAuthorizer(fn) or new CognitoAuthorizer({ userPools });',
          "functions and pools may be imported, such as by Function.fromFunctionArn; or set definition: 'resources'",
        ].join(' '),
      },
    );
  }

  private get path(): string {
    return this.api.api.node.path;
  }
}

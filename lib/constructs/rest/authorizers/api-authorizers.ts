import type { Authorizer, MethodAuthorization } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../binding.js';
import type { BoundAuthorizer, IRestAuthorizer } from './authorizer.js';

/** The authorizers that the methods of one API use, each bound once. */
export class ApiAuthorizers {
  private readonly bound = new Map<IRestAuthorizer, BoundAuthorizer>();
  private readonly byName = new Map<string, Authorizer>();

  constructor(private readonly api: BindingApi) {}

  /** @throws {SluiceError} `authorizer-name-taken` when the API has another authorizer of the name */
  authorizationOf(authorizer: IRestAuthorizer, scopes: readonly string[] = []): MethodAuthorization {
    const bound = this.bound.get(authorizer) ?? this.bind(authorizer);
    switch (bound.authorizationType) {
      case 'NONE':
      case 'AWS_IAM':
        return { type: bound.authorizationType };
      case 'CUSTOM':
        return { type: 'CUSTOM', authorizer: bound.authorizer.name };
      case 'COGNITO_USER_POOLS':
        return {
          type: 'COGNITO_USER_POOLS',
          authorizer: bound.authorizer.name,
          ...(scopes.length > 0 && { scopes }),
        };
    }
  }

  models(): readonly Authorizer[] {
    return [...this.byName.values()];
  }

  private bind(authorizer: IRestAuthorizer): BoundAuthorizer {
    const bound = authorizer.bind(this.api);
    this.bound.set(authorizer, bound);
    if ('authorizer' in bound) this.add(bound.authorizer);
    return bound;
  }

  private add(authorizer: Authorizer): void {
    const known = this.byName.get(authorizer.name);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(authorizer)) {
      throw new SluiceError(
        'authorizer-name-taken',
        `Cannot add the authorizer "${authorizer.name}": the API has another authorizer of this name`,
        { hint: 'Give one of them an authorizerName' },
      );
    }
    this.byName.set(authorizer.name, authorizer);
  }
}

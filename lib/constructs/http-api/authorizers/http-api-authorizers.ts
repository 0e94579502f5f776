import type { HttpApiAuthorization, HttpApiAuthorizer } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import { checkBoundAuthorizer, checkHttpAuthorizer } from './check-http-authorizer.js';
import type { BoundHttpAuthorizer, IHttpAuthorizer } from './http-authorizer.js';

/** The authorizers that the routes of one HTTP API use, each bound once. */
export class HttpApiAuthorizers {
  private readonly bound = new Map<IHttpAuthorizer, BoundHttpAuthorizer>();
  private readonly byName = new Map<string, HttpApiAuthorizer>();

  constructor(private readonly api: BindingApi) {}

  /**
   * @throws {SluiceError} `authorizer-of-another-kind` for an authorizer of REST APIs or of aws-cdk-lib
   * @throws {SluiceError} `authorizer-name-taken` when the API has another authorizer of the name
   */
  authorizationOf(authorizer: IHttpAuthorizer, scopes: readonly string[] = []): HttpApiAuthorization {
    const bound = this.bound.get(authorizer) ?? this.bind(authorizer);
    switch (bound.authorizationType) {
      case 'NONE':
      case 'AWS_IAM':
        return { type: bound.authorizationType };
      case 'CUSTOM':
        return { type: 'CUSTOM', authorizer: bound.authorizer.name };
      case 'JWT':
        return { type: 'JWT', authorizer: bound.authorizer.name, ...(scopes.length > 0 && { scopes }) };
    }
  }

  models(): readonly HttpApiAuthorizer[] {
    return [...this.byName.values()];
  }

  private bind(authorizer: IHttpAuthorizer): BoundHttpAuthorizer {
    const { path } = this.api.api.node;
    checkHttpAuthorizer(authorizer, path);
    const bound = authorizer.bind(this.api);
    checkBoundAuthorizer(authorizer, bound, path);
    if ('authorizer' in bound) this.add(bound.authorizer);
    this.bound.set(authorizer, bound);
    return bound;
  }

  /** Adds an authorizer that a document defines. */
  add(authorizer: HttpApiAuthorizer): void {
    const known = this.byName.get(authorizer.name);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(authorizer)) {
      throw new SluiceError(
        'authorizer-name-taken',
        `Cannot add the authorizer "${authorizer.name}" to ${this.api.api.node.path}: the API has another authorizer of this name`,
        { hint: 'Give one of them an authorizerName' },
      );
    }
    this.byName.set(authorizer.name, authorizer);
  }
}

import type { WebSocketAuthorizer, WebSocketRoute } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { BindingApi } from '../../binding.js';
import { checkBoundWebSocketAuthorizer, checkWebSocketAuthorizer } from './check-websocket-authorizer.js';
import type { IWebSocketAuthorizer } from './websocket-authorizer.js';

/** The authorizers of one WebSocket API. */
export class WebSocketApiAuthorizers {
  private readonly byName = new Map<string, WebSocketAuthorizer>();

  constructor(private readonly api: BindingApi) {}

  /**
   * @throws {SluiceError} `authorizer-of-another-kind` for an authorizer of REST or HTTP APIs or of aws-cdk-lib
   * @throws {SluiceError} `authorizer-name-taken` when the API has another authorizer of the name
   */
  authorizationOf(authorizer: IWebSocketAuthorizer): WebSocketRoute['authorization'] {
    const { path } = this.api.api.node;
    checkWebSocketAuthorizer(authorizer, path);
    const bound = authorizer.bind(this.api);
    checkBoundWebSocketAuthorizer(authorizer, bound, path);
    if (bound.authorizationType !== 'CUSTOM') return { type: bound.authorizationType };
    this.add(bound.authorizer);
    return { type: 'CUSTOM', authorizer: bound.authorizer.name };
  }

  models(): readonly WebSocketAuthorizer[] {
    return [...this.byName.values()];
  }

  private add(authorizer: WebSocketAuthorizer): void {
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

import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { WebSocketIntegration } from '../../../model/index.js';
import type { BindingApi } from '../../binding.js';
import { checkApiKeyRequired } from '../../check-api-key-required.js';
import { checkProps, requireObject } from '../../check-props.js';
import { readArguments } from '../../paths/verbs.js';
import type { WebSocketApiAuthorizers } from '../authorizers/websocket-api-authorizers.js';
import {
  checkBoundWebSocketIntegration,
  checkWebSocketIntegration,
} from '../integrations/check-websocket-integration.js';
import type { IWebSocketIntegration } from '../integrations/websocket-integration.js';
import { declareWebSocketRoute, type DeclaredWebSocketRoute } from './declare-websocket-route.js';
import { readMessageRouteKey } from './route-key.js';
import { CONNECT_ROUTE_PROPS, ROUTE_RESPONSE_PROPS, WEBSOCKET_ROUTE_PROPS } from './route-prop-names.js';
import type { ConnectRouteProps, ConnectSetting } from './route-props.js';
import { WebSocketRoute, type WebSocketRouteApi } from './websocket-route.js';

/** The parts of a WebSocket API that its routes are added to. */
export interface WebSocketRoutesParts {
  readonly api: WebSocketRouteApi;
  readonly binding: BindingApi;
  readonly authorizers: WebSocketApiAuthorizers;
  readonly declare: (route: DeclaredWebSocketRoute) => void;
}

/** What stands behind the key of a route: an integration and properties, or properties alone. */
export type WebSocketRouteArguments =
  readonly [integration: IWebSocketIntegration, props?: ConnectRouteProps] | readonly [props?: ConnectRouteProps];

/** The routes of a WebSocket API, each with its handle. */
export class WebSocketRoutes {
  private readonly added = new Map<string, WebSocketRoute>();

  constructor(private readonly parts: WebSocketRoutesParts) {}

  /** Adds a route that the properties of an API have. */
  addSetting(key: string, setting: ConnectSetting): void {
    if (isIntegration(setting)) this.add(key, [setting]);
    else {
      const given: unknown = setting;
      if (!isObject(given)) throw this.integrationMissing(key);
      const { integration, ...props } = setting;
      this.add(key, integration === undefined ? [props] : [integration, props]);
    }
  }

  /**
   * @throws {SluiceError} `path-unknown`, `route-key-invalid` for a key that is none
   * @throws {SluiceError} `route-twice` for a key that the API has
   * @throws {SluiceError} `authorizer-after-connect` for an authorizer of a route other than `$connect`
   * @throws {SluiceError} `arguments-invalid` for an argument behind the properties
   * @throws {SluiceError} `api-key-required-invalid` for what is neither true nor false
   * @throws {SluiceError} `property-unknown` for a property that routes do not have, `properties-invalid` for no object
   * @throws {SluiceError} `integration-missing` for a route other than `$connect` without one
   * @throws {SluiceError} `integration-of-another-kind` for an integration that is not for WebSocket APIs
   */
  add(key: string, rest: WebSocketRouteArguments): WebSocketRoute {
    const { api, authorizers, declare } = this.parts;
    const routeKey = readMessageRouteKey(api.node.path, key);
    if (this.added.has(key)) throw this.routeTwice(key);
    const { integration, props = {} } = readArguments<IWebSocketIntegration, ConnectRouteProps>(key, rest);
    this.checkRouteProps(key, props);
    const responds = props.respond !== undefined && props.respond !== false;
    const { authorizer } = props;
    const declared = declareWebSocketRoute(routeKey, key, props, {
      integration: this.bind(key, integration, responds),
      authorization: authorizer === undefined ? undefined : authorizers.authorizationOf(authorizer),
    });
    declare(declared);
    const route = new WebSocketRoute(api, key);
    this.added.set(key, route);
    return route;
  }

  /** @throws {SluiceError} `route-unknown` when the API has no such route */
  get(key: string): WebSocketRoute {
    const route = this.added.get(key);
    if (route !== undefined) return route;
    throw new SluiceError('route-unknown', `${this.parts.api.node.path} has no route ${key}`, {
      hint: `Its routes are ${[...this.added.keys()].join(', ')}`,
    });
  }

  private bind(
    key: string,
    integration: IWebSocketIntegration | undefined,
    responds: boolean,
  ): WebSocketIntegration | undefined {
    const { api, binding } = this.parts;
    if (integration === undefined) {
      if (key === '$connect') return undefined;
      throw this.integrationMissing(key);
    }
    checkWebSocketIntegration(integration, key, api.node.path);
    const bound = integration.bind({ ...binding, routeKey: key, responds });
    checkBoundWebSocketIntegration(integration, bound, key, api.node.path);
    return bound;
  }

  private checkRouteProps(key: string, props: ConnectRouteProps): void {
    requireObject(key, props);
    const { authorizer, respond } = props;
    if (key !== '$connect' && authorizer !== undefined) {
      throw new SluiceError(
        'authorizer-after-connect',
        `The route ${key} of ${this.parts.api.node.path} has an authorizer; API Gateway authorizes connections, on $connect only`,
        {
          hint: 'Put the authorizer on the route $connect: new WebSocketApi(this, id, { connect: { authorizer, … } })',
        },
      );
    }
    checkProps(key, props, key === '$connect' ? CONNECT_ROUTE_PROPS : WEBSOCKET_ROUTE_PROPS);
    checkApiKeyRequired(key, props.apiKeyRequired);
    if (respond !== undefined && typeof respond !== 'boolean')
      checkProps(`respond of ${key}`, respond, ROUTE_RESPONSE_PROPS);
  }

  private integrationMissing(key: string): SluiceError {
    return new SluiceError('integration-missing', `The route ${key} has no integration`, {
      place: this.parts.api.node.path,
      hint: `Name one: api.addRoute('${key}', new WebSocketLambda(handler))`,
    });
  }

  private routeTwice(key: string): SluiceError {
    const path = this.parts.api.node.path;
    return new SluiceError('route-twice', `Cannot add the route ${key} to ${path}: it has a route of this key`, {
      place: path,
    });
  }
}

function isIntegration(given: unknown): given is IWebSocketIntegration {
  return isObject(given) && typeof given.bind === 'function';
}

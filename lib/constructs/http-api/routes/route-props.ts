import type { IHttpAuthorizer } from '../authorizers/http-authorizer.js';
import type { IHttpIntegration } from '../integrations/http-integration.js';
import type { RouteSettingsProps } from '../../stages/route-settings-props.js';
import type { CheckedRequestMap, RequestMap, ResponseMaps } from './mapping-types.js';

/** Properties that a route has itself or inherits from the defaults of its API or group. */
export interface SharedRouteProps extends RouteSettingsProps {
  /**
   * Who may call. `Authorizer.NONE` removes an inherited authorizer.
   *
   * @default - anybody
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
   */
  readonly authorizer?: IHttpAuthorizer;

  /**
   * Scopes of which the caller's JWT must have one. Other authorizers do not check scopes: a route cannot have scopes of
   * its own with one of them.
   *
   * @default - none
   */
  readonly scopes?: readonly string[];

  /**
   * Changes of the integration's response by its status: `{ 404: { 'overwrite:statuscode': '200' } }`.
   *
   * @default - only those of the integration
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly mapResponses?: ResponseMaps;

  /**
   * Labels of the route in specifications.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
}

/**
 * Properties that hold for every route of an API or a group that does not have its own: a member of the route replaces
 * the member here as a whole. Routes for OPTIONS do not inherit the authorizer and the scopes.
 */
export interface RouteDefaults extends SharedRouteProps {
  /**
   * The integration of routes that name none: `api.get('/pets')`.
   *
   * @default - each route names its own
   */
  readonly integration?: IHttpIntegration;

  /**
   * Changes of the integration's request: `{ 'append:header.X-Stage': '$context.stage' }`.
   *
   * @default - only those of the integration
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly map?: RequestMap;
}

/** Properties of a route. The compiler checks the variables of the path `P` that `map` names. */
export interface RouteProps<P extends string = string, M extends RequestMap = RequestMap> extends SharedRouteProps {
  /**
   * Changes of the integration's request: `{ 'overwrite:path': '/v2/${request.path.petId}' }`. They are added to those of
   * the integration, and replace those of the same parameter.
   *
   * @default - only those of the integration
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly map?: M & CheckedRequestMap<P, M>;

  /**
   * The name of the route in specifications and SDKs, `operationId` in OpenAPI.
   *
   * @default - none
   */
  readonly operationName?: string;

  /**
   * A short description of the route in specifications.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * The description of the route in specifications.
   *
   * @default - none
   */
  readonly description?: string;
}

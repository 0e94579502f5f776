import type { WebSocketIntegration, WebSocketRoute, WebSocketRouteResponse } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { nameModels } from '../../rest/methods/inline-models.js';
import { pascalCase } from '../../rest/methods/pascal-case.js';
import type { Model } from '../../rest/model.js';
import type { LoggedRouteSettingsProps } from '../../stages/route-settings-props.js';
import { declareExpression } from '../declare-expression.js';
import { declareConnectionParameters } from './connection-parameters.js';
import { selectModel } from './select-model.js';
import type { KnownWebSocketRouteKey } from './route-key.js';
import type { RouteResponseProps, WebSocketRouteProps } from './route-props.js';

/** A declared route: its part of the model, and the parts that stages and the API collect. */
export interface DeclaredWebSocketRoute {
  readonly route: WebSocketRoute;
  readonly models: readonly Model[];
  /** The route's own, without the API's defaults. */
  readonly settings: LoggedRouteSettingsProps;
}

/**
 * Makes the model's route of an integration and props.
 *
 * @param key as the user wrote it
 * @throws {SluiceError} `model-selection-missing` for models that nothing chooses among
 * @throws {SluiceError} `invalid-parameter-name` for a parameter that the request of a connection does not have
 */
export function declareWebSocketRoute(
  routeKey: KnownWebSocketRouteKey,
  key: string,
  props: WebSocketRouteProps,
  bound: {
    readonly integration: WebSocketIntegration | undefined;
    readonly authorization: WebSocketRoute['authorization'];
  },
): DeclaredWebSocketRoute {
  const { apiKeyRequired, logging, metrics, operationName, respond = false, throttle } = props;
  const name = pascalCase(operationName ?? key);
  const requestModels = nameModels(props.requestModels ?? {}, `${name}Request`, '$default');
  const response = respond === false ? undefined : declareResponse(respond === true ? {} : respond, name);
  const parameters = declareConnectionParameters(props.parameters ?? {}, bound.integration);
  const route: WebSocketRoute = {
    routeKey,
    ...defined({
      operationName,
      apiKeyRequired,
      authorization: bound.authorization,
      modelSelectionExpression: selectModel(key, requestModels, props.modelSelectionExpression),
      requestModels: modelNames(requestModels),
      requestParameters: parameters.length === 0 ? undefined : parameters,
      integration: bound.integration,
    }),
    ...(response !== undefined && {
      routeResponseSelectionExpression: declareExpression('$default', 'message-expression'),
      responses: [response.model],
    }),
  };
  return {
    route,
    models: [...Object.values(requestModels), ...(response?.models ?? [])],
    settings: defined({ logging, metrics, throttle }),
  };
}

function declareResponse(
  { models = {}, modelSelectionExpression }: RouteResponseProps,
  name: string,
): { readonly model: WebSocketRouteResponse; readonly models: readonly Model[] } {
  const named = nameModels(models, `${name}Response`, '$default');
  return {
    model: {
      routeResponseKey: '$default',
      ...defined({
        modelSelectionExpression:
          modelSelectionExpression === undefined
            ? undefined
            : declareExpression(modelSelectionExpression, 'integration-response-expression'),
        responseModels: modelNames(named),
      }),
    },
    models: Object.values(named),
  };
}

function modelNames(models: Readonly<Record<string, Model>>): Readonly<Record<string, string>> | undefined {
  const names = Object.entries(models).map(([key, { name }]) => [key, name] as const);
  return names.length === 0 ? undefined : Object.fromEntries(names);
}

import { isList } from '../../support/is-list.js';
import { withFunctions, type Environment } from '../environment.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import type { Observation, ObservedStage } from '../observe/observation.js';
import type { RequestTrace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import type { ServedRoute } from '../served-route.js';
import type { SideRecord } from '../stage-record.js';
import type { Connection } from '../stages/connection.js';
import { compileRouteSettings } from '../stages/route-settings.js';
import type { StageMemory } from '../stages/stage-memory.js';
import { connect, type ConnectExecution } from './connect.js';
import { disconnect, type DisconnectExecution } from './disconnect.js';
import type { WebSocketDeployment, WebSocketStage } from './invocation.js';
import { executeManagementRequest } from './management-api.js';
import { receiveMessage, type MessageExecution } from './message.js';
import { compileObservation } from './observe.js';

/** A WebSocket API as a stage serves it. */
export interface WebSocketSide {
  readonly protocol: 'WEBSOCKET';
  readonly stage: WebSocketStage;
  readonly routes: readonly ServedRoute[];
  /** Answers a request that opens no connection: one of the `@connections` endpoints, or a mistake. */
  execute(
    request: HttpRequest,
    place: RequestPlace,
    env: Environment,
    isTraced: boolean,
  ): Promise<{ readonly response: HttpResponse; readonly trace: RequestTrace }>;
  connect(request: HttpRequest, place: RequestPlace, env: Environment, isTraced: boolean): Promise<ConnectExecution>;
  receiveMessage(connection: Connection, body: string, env: Environment, isTraced: boolean): Promise<MessageExecution>;
  disconnect(
    connection: Connection,
    close: { readonly code: number; readonly reason: string },
    env: Environment,
    isTraced: boolean,
  ): Promise<DisconnectExecution>;
}

/** Makes a side of a stage serve a deployment. Where nothing is observed, no phase is kept. */
export function serveWebSocketSide(
  deployment: WebSocketDeployment,
  { stage: { name, accessLogFormat, clientCertificateId }, pointer: { variables, settings } }: SideRecord,
  memory: StageMemory,
  names: ObservedStage,
  observation: Observation,
): WebSocketSide {
  const stage: WebSocketStage = {
    name,
    deployment,
    variables,
    settings: compileRouteSettings(isList(settings) ? {} : settings, variables, deployment),
    memory,
    clientCertificateId,
  };
  const { functions } = deployment;
  const observe = compileObservation(stage, names, accessLogFormat, observation);
  const isObserved = observe !== undefined;
  return {
    protocol: 'WEBSOCKET',
    stage,
    routes: deployment.routes.map((route) => {
      const { refusals, unenforced } = stage.settings(route);
      return {
        httpMethod: undefined,
        path: route.routeKey,
        integration: route.integration?.type ?? 'NONE',
        refusals,
        unenforced,
      };
    }),
    execute: (request, place, env, isTraced) =>
      Promise.resolve(executeManagementRequest(stage, request, place, env, isTraced)),
    async connect(request, place, env, isTraced) {
      const execution = await connect(stage, request, place, withFunctions(env, functions), isTraced || isObserved);
      observe?.(execution, execution.response?.status, env.clock);
      return execution;
    },
    async receiveMessage(connection, body, env, isTraced) {
      const execution = await receiveMessage(
        stage,
        connection,
        body,
        withFunctions(env, functions),
        isTraced || isObserved,
      );
      observe?.(execution, undefined, env.clock);
      return execution;
    },
    async disconnect(connection, close, env, isTraced) {
      const execution = await disconnect(
        stage,
        connection,
        close,
        withFunctions(env, functions),
        isTraced || isObserved,
      );
      observe?.(execution, undefined, env.clock);
      return execution;
    },
  };
}

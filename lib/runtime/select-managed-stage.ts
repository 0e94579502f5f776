import type { HttpRequest } from './http-message.js';
import { selectStage, type StageSelection } from './select-stage.js';
import type { GatewayContent, ServedApi, ServedStage } from './served-api.js';

/** A stage of a WebSocket API. */
interface ManagedStage {
  readonly api: ServedApi;
  readonly stage: ServedStage;
}

/**
 * Chooses the stage that a function's call of `@connections` is for: a function names a host that is not always one of this
 * machine, so the API is that of the connection. A path without a stage, as of a client whose endpoint comes from
 * `AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI`, is for the connection's stage.
 */
export function selectManagedStage(content: GatewayContent, request: HttpRequest, nowMs: number): StageSelection {
  const [path = '', queryString = ''] = request.target.split('?', 2);
  const [, before = '', id = ''] = MANAGEMENT_PATH.exec(path) ?? [];
  const stages = webSocketStages(content);
  const chosen =
    stages.find((one) => hasConnection(one, decode(id))) ??
    stages.find(({ stage }) => before === `/${stage.name}`) ??
    stages[0];
  if (chosen === undefined) return { kind: 'no-stage' };
  if (before !== '') return selectStage(content, request, chosen.api.apiId, nowMs);
  const place = { domainName: '', host: '', customDomain: undefined, routedPath: path, eventPath: path };
  return { kind: 'stage', stage: chosen.stage, place: { ...place, contextPath: path, queryString } };
}

/** Whether one of the stages has this connection. */
export function hasOpenConnection(content: GatewayContent, connectionId: string): boolean {
  return webSocketStages(content).some((one) => hasConnection(one, connectionId));
}

const MANAGEMENT_PATH = /^(.*)\/(?:@|%40)connections\/([^/]+)$/s;

function webSocketStages({ apis }: GatewayContent): readonly ManagedStage[] {
  return apis
    .filter(({ protocol }) => protocol === 'WEBSOCKET')
    .flatMap((api) => api.stages.map((stage) => ({ api, stage })));
}

function hasConnection({ stage }: ManagedStage, connectionId: string): boolean {
  return stage.main.stage.memory.connections.find(connectionId) !== undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

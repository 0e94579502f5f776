import {
  routeName,
  type HttpRouteKey,
  type RouteSettings,
  type RouteStage,
  type WebSocketRouteKey,
  type WebSocketStage,
} from '../model/index.js';
import { elsewhere, list, members, value, type Compare } from './compare.js';
import { compareAccessLog, compareThrottle, compareVariables, named, settings } from './stages.js';

type Key = HttpRouteKey | WebSocketRouteKey;

const routeSettings = members<RouteSettings>({
  throttle: compareThrottle,
  detailedMetricsEnabled: value('metrics-changed'),
  loggingLevel: value('logging-changed'),
  dataTraceEnabled: value('logging-changed'),
});

type KeyedSettings = RouteSettings & { readonly routeKey: Key };

type Stage = RouteStage<Key> & Pick<WebSocketStage, 'clientCertificateId'>;

const stage = members<Stage>({
  name: elsewhere,
  description: value('documentation-changed'),
  variables: compareVariables,
  autoDeploy: value('auto-deploy-changed'),
  accessLog: compareAccessLog,
  clientCertificateId: value('client-certificate-changed'),
  defaultRouteSettings: settings<RouteSettings>({}, routeSettings),
  routeSettings: list<KeyedSettings>(
    ({ routeKey }) => routeName(routeKey),
    (before, after, place) => settings<RouteSettings>({}, routeSettings)(withoutKey(before), withoutKey(after), place),
  ),
  tags: value('tags-changed'),
});

function withoutKey(given: KeyedSettings | undefined): RouteSettings | undefined {
  if (given === undefined) return undefined;
  const { routeKey: _routeKey, ...rest } = given;
  return rest;
}

/** The stages of HTTP and WebSocket APIs. */
export const compareRouteStages: Compare<readonly Stage[]> = named(stage);

import type { Diagnostic } from '../../model/diagnostic.js';
import { diagnosticsOfRoute } from '../route-findings.js';
import type { WebSocketDeployment } from './invocation.js';

/** What an API's author should know about routes that are refused, or served without what they ask for. */
export function findingsOfWebSocketApi({ routes }: WebSocketDeployment): readonly Diagnostic[] {
  return routes.flatMap((route) => diagnosticsOfRoute(route.routeKey, route));
}

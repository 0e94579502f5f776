import type { PropNames } from '../../check-props.js';
import type { RouteDefaults, RouteProps } from './route-props.js';

const SHARED = {
  metrics: true,
  throttle: true,
  authorizer: true,
  scopes: true,
  mapResponses: true,
  tags: true,
  map: true,
} as const;

/** What a route may say. */
export const ROUTE_PROPS: PropNames<RouteProps> = { ...SHARED, operationName: true, summary: true, description: true };

/** What the defaults of an HTTP API or of a group of routes may say. */
export const ROUTE_DEFAULTS: PropNames<RouteDefaults> = { ...SHARED, integration: true };

import type { RouteFindings } from './not-simulated.js';

/** A route of a stage, as people see it. */
export interface ServedRoute extends RouteFindings {
  /** Undefined for `$default`. */
  readonly httpMethod: string | undefined;
  /** `/pets/{petId}`, or `$default`. */
  readonly path: string;
  readonly integration: string;
}

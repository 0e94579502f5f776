import type { NotSimulated } from './not-simulated.js';

/** A route of a stage, as people see it. */
export interface ServedRoute {
  /** Undefined for `$default`. */
  readonly httpMethod: string | undefined;
  /** `/pets/{petId}`, or `$default`. */
  readonly path: string;
  readonly integration: string;
  /** Why the stage refuses the route; empty for a route that is served. */
  readonly refusals: readonly NotSimulated[];
  /** What is served although it is not enforced, by the operator's wish. */
  readonly unenforced: readonly NotSimulated[];
}

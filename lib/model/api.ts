import type { DomainName } from './domain-name.js';
import type { HttpApi } from './http-api.js';
import type { RestApi } from './rest-api.js';
import type { ApiKey, UsagePlan } from './usage-plan.js';
import type { Value } from './value.js';
import type { WebSocketApi } from './websocket-api.js';

/** An API of any of the three kinds. */
export type Api = RestApi | HttpApi | WebSocketApi;

/** Everything that one source defines: its APIs and what stands beside them in the account. */
export interface ApiCollection {
  readonly apis: readonly Api[];
  readonly usagePlans: readonly UsagePlan[];
  readonly apiKeys: readonly ApiKey[];
  readonly domainNames: readonly DomainName[];
  readonly vpcLinks: readonly VpcLink[];
}

export interface VpcLink {
  readonly id: string;
  readonly name: Value<string>;
  readonly description?: Value<string>;
  readonly targetArns: readonly Value<string>[];
}

export const EMPTY_COLLECTION: ApiCollection = { apis: [], usagePlans: [], apiKeys: [], domainNames: [], vpcLinks: [] };

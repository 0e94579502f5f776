import type { EndpointType } from './endpoint-configuration.js';
import type { Document, Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
export interface DomainName {
  readonly id: string;
  readonly name: Value<string>;
  readonly endpointType?: Value<EndpointType>;
  readonly mappings: readonly ApiMapping[];
  readonly mutualTls?: { readonly truststoreUri: Value<string>; readonly truststoreVersion?: Value<string> };
  readonly securityPolicy?: Value<string>;
  /** In the words of version 2 (`ROUTING_RULE_THEN_API_MAPPING`); default: `API_MAPPING_ONLY`. */
  readonly routingMode?: Value<string>;
  readonly routingRules?: readonly RoutingRule[];
  readonly policy?: Document;
}

export interface ApiMapping {
  readonly api: Value<string>;
  /** Absent: the caller names the stage in the path. */
  readonly stage?: Value<string>;
  /** Without slashes around it; several levels allowed; absent for the root. */
  readonly basePath?: Value<string>;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export interface RoutingRule {
  readonly id: string;
  /** The lowest is tried first. */
  readonly priority: Value<number>;
  /** All must hold; a rule without any takes every request. */
  readonly conditions: readonly RoutingCondition[];
  /** Absent where it could not be read. */
  readonly invokeApi?: {
    readonly api: Value<string>;
    readonly stage: Value<string>;
    /** Whether the API sees the path without the base path that matched. */
    readonly stripBasePath: Value<boolean>;
  };
}

/** Holds where any of its members does. */
export type RoutingCondition =
  | { readonly kind: 'base-paths'; readonly anyOf: readonly Value<string>[] }
  | { readonly kind: 'headers'; readonly anyOf: readonly HeaderMatch[] };

export interface HeaderMatch {
  readonly name: Value<string>;
  /** `x`, `x*`, `*x`, `*x*` or `*`. */
  readonly valueGlob: Value<string>;
}

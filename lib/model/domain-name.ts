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
  readonly routingMode?: Value<string>;
  readonly policy?: Document;
}

export interface ApiMapping {
  readonly api: Value<string>;
  /** Absent: the caller names the stage in the path. */
  readonly stage?: Value<string>;
  /** Without slashes around it; several levels allowed; absent for the root. */
  readonly basePath?: Value<string>;
}

import type { HttpApiProxyIntegration } from '../../../model/http-integration.js';
import type { NormalizedHttpApiIntegration } from '../../../model/normalize-http-api.js';
import type { AuthorizedInvocation } from '../invocation.js';

export type ProxyIntegration = Extract<NormalizedHttpApiIntegration, HttpApiProxyIntegration>;

/** Where a request of an HTTP_PROXY integration goes. */
export interface BackendAddress {
  /** With the path, without the client's query. */
  readonly url: string;
  /** Where a VPC link leads to, `host:port`; absent: to the URL's host. */
  readonly connectTo?: string;
  /** The `Host` header where it is not the URL's host. */
  readonly host?: string;
}

/** @throws {GatewayFault} configuration, not-simulated */
export type AddressOf = (invocation: AuthorizedInvocation) => BackendAddress;

import type { ClientCertificate } from '../client-certificate.js';
import type { Policy } from '../policy/policy.js';

/** Where a request arrived: what is known of it once its stage is found. */
export interface RequestPlace {
  /** Host of the request, without port. */
  readonly domainName: string;
  /** The same with its port, where it has one: what a client of this machine needs to come back. */
  readonly host: string;
  /** What of a custom domain led to the stage; undefined on the default endpoint. */
  readonly customDomain: MatchedOnDomain | undefined;
  /** Of a private domain. */
  readonly domainPolicy?: DomainPolicy;
  /** Of a domain with mutual TLS, which trusts it. */
  readonly clientCertificate?: ClientCertificate;
  /** Below stage or base path, as sent: what is routed. */
  readonly routedPath: string;
  /** `path` of a proxy event: with the base path of a custom domain. */
  readonly eventPath: string;
  /** `$context.path`: with the stage, slashes doubled by the client included. */
  readonly contextPath: string;
  /** Without its question mark. */
  readonly queryString: string;
}

/** `$context.customDomain`: of mapping and routing rule the one that was not used is `-`, and so is the empty base path. */
export interface MatchedOnDomain {
  readonly basePathMatched: string;
  readonly routingRuleIdMatched: string;
}

/** The policy of a private domain, and what it calls the domain. */
export interface DomainPolicy {
  readonly policy: Policy;
  /** An ARN. */
  readonly resource: string;
}

import type { FunctionCredentials } from './function-credentials.js';
import type { Identity } from './identity.js';
import type { Lenience } from './not-simulated.js';
import type { VpcEndpointSettings } from './vpc-endpoint.js';

/** What an operator decides about the APIs that are compiled. */
export interface CompileOptions {
  /** The Region that the API is in. */
  readonly region: string;
  /** The account that the API is in. */
  readonly accountId: string;
  /** Whether calls of AWS itself can be signed. */
  readonly hasAwsCredentials: boolean;
  /** Base URL by service name, from `--aws-endpoint`. */
  readonly awsEndpoints: Readonly<Record<string, string>>;
  /** `host:port` by VPC link id, from `--vpc-link`. */
  readonly vpcLinks: Readonly<Record<string, string>>;
  /** By their ids, the VPC endpoints through which private APIs are called. */
  readonly vpcEndpoints: Readonly<Record<string, VpcEndpointSettings>>;
  /** Callers that IAM knows. */
  readonly identities: readonly Identity[];
  /** How functions that run on this machine are recognized; absent: none runs here. */
  readonly functionCredentials?: FunctionCredentials;
  /** Whose tokens can be verified: issuers that the operator names, and user pools of the source. */
  readonly tokenIssuers: ReadonlySet<string>;
  /** Features that are not simulated and do not refuse their routes. */
  readonly lenience: Lenience;
  /** Why a function of that name cannot run here; undefined for one that can. */
  readonly whyUnrunnable: (functionName: string) => string | undefined;
}

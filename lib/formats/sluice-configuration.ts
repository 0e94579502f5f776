/** `sluice.json`: what a definition leaves to its operator. Flags of the command line go before it. */
export interface SluiceConfiguration {
  readonly $schema?: string;
  /** Which kind of API a document defines; default: as its members tell. */
  readonly protocol?: 'rest' | 'http';
  /** In ARNs, and for functions; default: the assembly's, else `us-east-1`. */
  readonly region?: string;
  /** In ARNs; default: the assembly's, else `000000000000`. */
  readonly account?: string;
  /** Callers that IAM knows: a file, or the list itself. */
  readonly identities?: unknown;
  /** By token issuer, where its keys are: the URL of an OpenID provider, the URL or the file of a key set, or `local`. */
  readonly issuers?: Readonly<Record<string, string>>;
  /** Base URL by service name, for AWS integrations and for functions. */
  readonly awsEndpoints?: Readonly<Record<string, string>>;
  /** `host:port` by VPC link id. */
  readonly vpcLinks?: Readonly<Record<string, string>>;
  /** Through which private APIs are called, by VPC endpoint id. */
  readonly vpcEndpoints?: Readonly<
    Record<string, { readonly vpcId?: string; readonly sourceIp?: string; readonly policy?: unknown }>
  >;
  readonly accessLogs?: unknown;
  /** `file`, `file#export` or an URL by function name. */
  readonly lambdas?: Readonly<Record<string, string>>;
  /** Environment variables by function name; `*` for all functions. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or parameter name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Settings by stage name. */
  readonly stages?: Readonly<Record<string, { readonly variables?: Readonly<Record<string, string>> }>>;
  /** Quotas that AWS raised for the account. */
  readonly quotas?: Readonly<Record<string, number>>;
}

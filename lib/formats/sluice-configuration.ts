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
  /** `host:port` by VPC link id, or by the URI of a private integration: the ARN of a listener or a Cloud Map service. */
  readonly vpcLinks?: Readonly<Record<string, string>>;
  /** Through which private APIs are called, by VPC endpoint id. */
  readonly vpcEndpoints?: Readonly<
    Record<string, { readonly vpcId?: string; readonly sourceIp?: string; readonly policy?: unknown }>
  >;
  /** PEM files that backends are shown, by client certificate id. */
  readonly clientCertificates?: Readonly<Record<string, { readonly cert: string; readonly key: string }>>;
  /** File of access logs, for all stages or by stage (`prod`, `Pets/prod`, `*`). */
  readonly accessLogs?: string | Readonly<Record<string, string | AccessLogSettings>>;
  /** File of execution logs, in the same way. */
  readonly executionLogs?: string | Readonly<Record<string, string>>;
  /** `file`, `file#export` or an URL by function name. */
  readonly lambdas?: Readonly<Record<string, string>>;
  /** Environment variables by function name; `*` for all functions. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or parameter name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Settings by stage name. */
  readonly stages?: Readonly<Record<string, ConfiguredStage>>;
  /** Beside those of the definition. */
  readonly usagePlans?: readonly ConfiguredUsagePlan[];
  /** A file in the form in which API Gateway imports them (CSV), or the list itself. */
  readonly apiKeys?: string | readonly ConfiguredApiKey[];
  /** Quotas that AWS raised for the account. */
  readonly quotas?: Readonly<Record<string, number>>;
}

export interface ConfiguredStage {
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether the stage has a cache; in place of what the definition says. */
  readonly cacheClusterEnabled?: boolean;
  /** By method, `/pets/GET` or `*` on both sides of the slash; laid over those of the definition. */
  readonly methodSettings?: Readonly<Record<string, ConfiguredMethodSettings>>;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export interface ConfiguredMethodSettings {
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
  readonly cachingEnabled?: boolean;
  readonly cacheTtlInSeconds?: number;
  readonly cacheDataEncrypted?: boolean;
  readonly requireAuthorizationForCacheControl?: boolean;
  readonly unauthorizedCacheControlHeaderStrategy?:
    'FAIL_WITH_403' | 'SUCCEED_WITH_RESPONSE_HEADER' | 'SUCCEED_WITHOUT_RESPONSE_HEADER';
  readonly loggingLevel?: 'OFF' | 'ERROR' | 'INFO';
  readonly dataTraceEnabled?: boolean;
  readonly metricsEnabled?: boolean;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export interface ConfiguredUsagePlan {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** `apiId` is the API's id, as its author calls it or in `$context`, or its name. */
  readonly apiStages?: readonly {
    readonly apiId: string;
    readonly stage: string;
    /** By method: `/pets/GET`. */
    readonly throttle?: Readonly<Record<string, ConfiguredThrottle>>;
  }[];
  readonly throttle?: ConfiguredThrottle;
  readonly quota?: {
    readonly limit: number;
    readonly period: 'DAY' | 'WEEK' | 'MONTH';
    readonly offset?: number;
  };
}

export interface ConfiguredThrottle {
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

export interface ConfiguredApiKey {
  readonly name: string;
  /** Default: one that is made, the same in every run. */
  readonly value?: string;
  readonly description?: string;
  /** Default true. */
  readonly enabled?: boolean;
  /** Ids or names of plans, be they in the definition. */
  readonly usagePlanIds?: readonly string[];
}

export interface AccessLogSettings {
  /** `-`: standard output. Default: what `--access-log` says. */
  readonly file?: string;
  /** `CLF`, `JSON`, `XML`, `CSV`, or a format in full; default: the stage's own. */
  readonly format?: string;
}

import type { KeyAndCertificate } from './key-and-certificate.js';
import type { Stage } from '../model/stage.js';
import type { NamedTrustStores } from './compile-domain.js';
import type { CompileOptions } from './compile-options.js';
import type { Observation } from './observe/observation.js';
import type { Deployment, ServedDomain } from './served-api.js';
import type { CanaryRecord, StageRecord } from './stage-record.js';
import type { ApiRecord } from './store.js';

export interface CollectionOptions extends CompileOptions {
  /** The stage that comes first; an API without stages of its own (a document's) gets it. Default `dev` for such an API. */
  readonly stage?: string;
  /** Whether a default endpoint that is disabled answers 403, as on AWS; else it is served with a warning. Default: `exact`. */
  readonly closesDisabledEndpoint?: boolean;
  /** Laid over the variables, the cache cluster and the method settings of the stage of that name. */
  readonly stages?: Readonly<
    Record<
      string,
      Pick<Stage, 'cacheCluster' | 'methodSettings'> & { readonly variables?: Readonly<Record<string, string>> }
    >
  >;
  /** What backends are shown, by the ids of client certificates. */
  readonly clientCertificates?: Readonly<Record<string, KeyAndCertificate>>;
  /** Of the domains with mutual TLS that are served; one without its trust store is not. */
  readonly trustStores?: NamedTrustStores;
  /** What is written down of requests; default: nothing. */
  readonly observation?: Observation;
  /** Laid over every stage's variables. */
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** The APIs of a source, compiled: what stages can be made to serve. */
export interface CompiledVersion {
  readonly apis: readonly CompiledApi[];
  readonly domains: readonly ServedDomain[];
}

export interface CompiledApi extends Pick<ApiRecord, 'protocol' | 'id' | 'name' | 'apiId'> {
  readonly deployment: Deployment;
  readonly stages: readonly CompiledStage[];
}

/** What a definition says of a stage, as far as it is known before deployment. */
export interface CompiledStage extends Pick<
  StageRecord,
  'name' | 'cacheClusterEnabled' | 'variables' | 'settings' | 'accessLogFormat' | 'clientCertificateId'
> {
  readonly canary?: CompiledCanary;
  /** The canary that a new version starts as. */
  readonly release?: CompiledCanary;
}

/** A canary without the deployment that it serves. */
export type CompiledCanary = Pick<CanaryRecord, 'percent' | 'useStageCache' | 'variables'>;

/** The stage that serves a document's API unless another is asked for. */
export const DEFAULT_STAGE = 'dev';

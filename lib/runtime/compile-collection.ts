import type { Api, ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { diagnostic, findingsByApi } from '../model/diagnostic.js';
import type { RestApi } from '../model/rest-api.js';
import type { Stage } from '../model/stage.js';
import { isDeployTime, knownText, printValue, type Value } from '../model/value.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import { compileDomain, type NamedTrustStores } from './compile-domain.js';
import { compileUsagePlans } from './compile-usage-plans.js';
import { isDefaultEndpointClosed } from './default-endpoint.js';
import type { CompileOptions } from './compile-options.js';
import { warningsOfApi, warningsOfStage, type StageObservation } from './ignored-settings.js';
import { findingsOfKeylessStages } from './keyless-stages.js';
import type { KeyAndCertificate } from './key-and-certificate.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { CompiledUsagePlan } from './metering/usage-plans.js';
import { compileRestDeployment } from './rest/compile.js';
import { findingsOfDeployment, findingsOfStage } from './rest/route-findings.js';
import { NOTHING_OBSERVED, type Observation, type ObservedStage } from './observe/observation.js';
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
  readonly canary?: Pick<CanaryRecord, 'percent' | 'useStageCache' | 'variables'>;
}

/** A version, and what its author should know about it. */
export interface CompiledCollection {
  readonly version: CompiledVersion;
  /** The account's, not the version's: they hold whatever stages serve. */
  readonly usagePlans: readonly CompiledUsagePlan[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The stage that serves a document's API unless another is asked for. */
export const DEFAULT_STAGE = 'dev';

/**
 * Compiles every API of a collection whose kind can be served.
 *
 * @param functions of a version that has its own; default: the environment's
 */
export function compileCollection(
  collection: ApiCollection,
  options: CollectionOptions,
  functions?: LambdaInvoker,
): CompiledCollection {
  const apis: CompiledApi[] = [];
  const ofPlans: Diagnostic[] = [];
  const usagePlans = compileUsagePlans(collection, options.lenience, ofPlans);
  const diagnostics = [
    ...findingsByApi(collection.apis, (api) => {
      if (api.protocol !== 'REST') return [cannotServe(api)];
      const found: Diagnostic[] = [];
      const deployment = {
        ...compileRestDeployment(api, options, functions),
        disableExecuteApiEndpoint: isDefaultEndpointClosed(
          api,
          collection,
          options.closesDisabledEndpoint === true,
          found,
        ),
      };
      const compiled = compileApi(api, deployment, options, found);
      apis.push(compiled);
      return [...found, ...findingsOfKeylessStages(compiled, usagePlans)];
    }),
    ...ofPlans,
  ];
  const domains = collection.domainNames.flatMap((domain) => compileDomain(domain, collection, options, diagnostics));
  return {
    version: { apis, domains: domains.sort((a, b) => Number(a.name.startsWith('*')) - Number(b.name.startsWith('*'))) },
    usagePlans,
    diagnostics,
  };
}

function cannotServe({ protocol, id }: Exclude<Api, RestApi>): Diagnostic {
  const kind = protocol === 'HTTP' ? 'HTTP' : 'WebSocket';
  const message = `Cannot serve the ${kind} API "${id}" yet: only REST APIs are simulated`;
  return diagnostic('not-simulated', { element: id }, message);
}

function compileApi(
  api: RestApi,
  deployment: Deployment,
  options: CollectionOptions,
  diagnostics: Diagnostic[],
): CompiledApi {
  const written = api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGE }] : api.stages;
  const declared = written.map((stage) => withGivenSettings(stage, options));
  diagnostics.push(...warningsOfApi(api, options), ...findingsOfDeployment(deployment));
  const { observation = NOTHING_OBSERVED } = options;
  const names = { api: api.id, apiName: printValue(api.name), apiId: deployment.apiId };
  const observe = (stage: string): StageObservation => observedOf({ ...names, stage }, observation);
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  return {
    protocol: 'REST',
    id: api.id,
    name: printValue(api.name),
    apiId: deployment.apiId,
    deployment,
    stages: stages.map((stage) => {
      const compiled = compileStage(stage, options, diagnostics);
      diagnostics.push(
        ...warningsOfStage(api, stage, observe(stage.name), options.clientCertificates),
        ...findingsOfStage(compiled, deployment),
      );
      return compiled;
    }),
  };
}

function observedOf(stage: ObservedStage, observation: Observation): StageObservation {
  return {
    accessLog: observation.accessLog?.(stage) !== undefined,
    executionLog: observation.executionLog?.(stage) !== undefined,
    metrics: observation.metrics !== undefined,
  };
}

/** What an operator sets for a stage and its methods is laid over what the definition sets. */
function withGivenSettings(stage: Stage, { stages = {} }: CollectionOptions): Stage {
  const { cacheCluster, methodSettings } = own(stages, stage.name) ?? {};
  return {
    ...stage,
    ...(cacheCluster !== undefined && { cacheCluster }),
    ...(methodSettings !== undefined && { methodSettings: [...(stage.methodSettings ?? []), ...methodSettings] }),
  };
}

function compileStage(stage: Stage, options: CollectionOptions, diagnostics: Diagnostic[]): CompiledStage {
  const given = { ...options.stages?.[stage.name]?.variables, ...options.stageVariables };
  const variables = { ...knownVariables(without(stage.variables, given), stage, diagnostics), ...given };
  const { name, methodSettings: settings = [], cacheCluster, canary, accessLog, clientCertificateId } = stage;
  const compiled = {
    name,
    cacheClusterEnabled: cacheCluster?.enabled === true,
    variables,
    settings,
    ...defined({ accessLogFormat: accessLog?.format, clientCertificateId: knownText(clientCertificateId) }),
  };
  if (canary === undefined) return compiled;
  const percent = isDeployTime(canary.percentTraffic) ? 0 : (canary.percentTraffic ?? 0);
  const useStageCache = canary.useStageCache === true;
  const overrides = knownVariables(canary.stageVariableOverrides, stage, diagnostics);
  return { ...compiled, canary: { percent, useStageCache, variables: overrides } };
}

/** What an operator gives is not asked for again. */
function without<T>(record: Readonly<Record<string, T>> | undefined, given: object): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => !Object.hasOwn(given, name)));
}

function knownVariables(
  variables: Readonly<Record<string, Value<string>>> | undefined,
  stage: Stage,
  diagnostics: Diagnostic[],
): Readonly<Record<string, string>> {
  const known: [string, string][] = [];
  for (const [name, value] of Object.entries(variables ?? {})) {
    const text = knownText(value);
    if (text !== undefined) known.push([name, text]);
    else {
      const place = { element: `stage ${stage.name}`, property: `variables.${name}` };
      diagnostics.push(
        diagnostic(
          'unresolved-value',
          place,
          `Only deployment knows ${printValue(value)}; give it with --stage-variable ${name}=…`,
        ),
      );
    }
  }
  return Object.fromEntries(known);
}

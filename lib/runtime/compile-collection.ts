import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import type { RestApi } from '../model/rest-api.js';
import type { Stage } from '../model/stage.js';
import { isDeployTime, knownText, printValue, type Value } from '../model/value.js';
import type { CompileOptions } from './compile-options.js';
import { warningsOfStage } from './ignored-settings.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import { compileRestDeployment, restApiId } from './rest/compile.js';
import type { RestMethod } from './rest/invocation.js';
import { compileStageSettings } from './rest/stage-settings.js';
import type { Deployment, ServedDomain, ServedMapping } from './served-api.js';
import type { CanaryRecord, StageRecord } from './stage-record.js';
import type { ApiRecord } from './store.js';

export interface CollectionOptions extends CompileOptions {
  /** The stage that comes first; an API without stages of its own (a document's) gets it. Default `dev` for such an API. */
  readonly stage?: string;
  /** Laid over the variables of the stage of that name. */
  readonly stages?: Readonly<Record<string, { readonly variables?: Readonly<Record<string, string>> }>>;
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
export interface CompiledStage extends Pick<StageRecord, 'name' | 'variables' | 'settings'> {
  readonly canary?: Pick<CanaryRecord, 'percent' | 'variables'>;
}

/** A version, and what its author should know about it. */
export interface CompiledCollection {
  readonly version: CompiledVersion;
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
  const diagnostics: Diagnostic[] = [];
  const apis: CompiledApi[] = [];
  for (const api of collection.apis) {
    if (api.protocol === 'REST')
      apis.push(compileApi(api, compileRestDeployment(api, options, functions), options, diagnostics));
    else {
      const kind = api.protocol === 'HTTP' ? 'HTTP' : 'WebSocket';
      diagnostics.push(
        diagnostic(
          'not-simulated',
          { element: api.id },
          `Cannot serve the ${kind} API "${printValue(api.name)}" yet: only REST APIs are simulated`,
        ),
      );
    }
  }
  const domains = collection.domainNames.flatMap((domain) => compileDomain(domain, collection, diagnostics));
  return {
    version: { apis, domains: domains.sort((a, b) => Number(a.name.startsWith('*')) - Number(b.name.startsWith('*'))) },
    diagnostics,
  };
}

function compileApi(
  api: RestApi,
  deployment: Deployment,
  options: CollectionOptions,
  diagnostics: Diagnostic[],
): CompiledApi {
  const declared = api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGE }] : api.stages;
  for (const method of deployment.methods) diagnostics.push(...findingsOf(method, method));
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  return {
    protocol: 'REST',
    id: api.id,
    name: printValue(api.name),
    apiId: deployment.apiId,
    deployment,
    stages: stages.map((stage) => {
      diagnostics.push(...warningsOfStage(api, stage), ...findingsOfStage(stage, deployment));
      return compileStage(stage, options, diagnostics);
    }),
  };
}

function compileStage(stage: Stage, options: CollectionOptions, diagnostics: Diagnostic[]): CompiledStage {
  const given = { ...options.stages?.[stage.name]?.variables, ...options.stageVariables };
  const variables = { ...knownVariables(without(stage.variables, given), stage, diagnostics), ...given };
  const { name, methodSettings: settings = [], canary } = stage;
  if (canary === undefined) return { name, variables, settings };
  const percent = isDeployTime(canary.percentTraffic) ? 0 : (canary.percentTraffic ?? 0);
  const overrides = knownVariables(canary.stageVariableOverrides, stage, diagnostics);
  return { name, variables, settings, canary: { percent, variables: overrides } };
}

type Findings = Pick<RestMethod, 'refusals' | 'unenforced'>;

function findingsOf(
  { httpMethod, resourcePath }: RestMethod,
  { refusals, unenforced }: Findings,
  where = '',
): readonly Diagnostic[] {
  const place = { element: `${httpMethod} ${resourcePath}` };
  return [
    ...refusals.map(({ detail }) => `The route is refused${where}: ${detail} is not simulated`),
    ...unenforced.map(({ detail }) => `The route is served${where} without ${detail}`),
  ].map((message) => diagnostic('not-simulated', place, message));
}

/** What only one stage has: the findings of a method itself are those of its deployment. */
function findingsOfStage({ name, methodSettings = [] }: Stage, deployment: Deployment): readonly Diagnostic[] {
  const settings = compileStageSettings(methodSettings, deployment);
  return deployment.methods.flatMap((method) => {
    const { refusals, unenforced } = settings(method);
    const added = {
      refusals: refusals.slice(method.refusals.length),
      unenforced: unenforced.slice(method.unenforced.length),
    };
    return findingsOf(method, added, ` on stage ${name}`);
  });
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

function compileDomain(
  domain: DomainName,
  collection: ApiCollection,
  diagnostics: Diagnostic[],
): readonly ServedDomain[] {
  const name = knownText(domain.name);
  const place = { element: `domain ${printValue(domain.name)}` };
  if (name === undefined) {
    diagnostics.push(diagnostic('unresolved-value', place, 'Cannot serve a domain whose name only deployment knows'));
    return [];
  }
  const closedBy =
    domain.mutualTls !== undefined ? 'mutual TLS' : domain.policy !== undefined ? 'its policy' : undefined;
  if (closedBy !== undefined) {
    diagnostics.push(diagnostic('not-simulated', place, `The domain is not served: ${closedBy} is not simulated`));
    return [{ name, mappings: [] }];
  }
  const mappings = domain.mappings.flatMap((mapping): readonly ServedMapping[] => {
    const api = collection.apis.find(({ id }) => refersTo(mapping.api, id));
    const basePath = mapping.basePath === undefined ? '' : knownText(mapping.basePath);
    const stage = mapping.stage === undefined ? undefined : stageName(mapping.stage, api);
    if (api === undefined || basePath === undefined || (mapping.stage !== undefined && stage === undefined)) {
      diagnostics.push(
        diagnostic(
          'unresolved-value',
          place,
          `Cannot tell where the mapping "${printValue(mapping.basePath ?? '')}" leads`,
        ),
      );
      return [];
    }
    return [{ basePath: basePath === '(none)' ? '' : basePath, apiId: restApiId(api), stage }];
  });
  return [{ name, mappings }];
}

/** A `Ref` of the API, or its id in plain text. */
function refersTo(value: Value<string>, id: string): boolean {
  if (!isDeployTime(value)) return value === id;
  const [part] = value.parts;
  return value.parts.length === 1 && typeof part === 'object' && part.kind === 'reference' && part.logicalId === id;
}

/** A stage is named in plain text, or by a `Ref` of the stage where the API has one only. */
function stageName(value: Value<string>, api: ApiCollection['apis'][number] | undefined): string | undefined {
  const [only, ...others] = api?.stages ?? [];
  return knownText(value) ?? (others.length === 0 ? only?.name : undefined);
}

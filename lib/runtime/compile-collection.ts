import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { diagnostic } from '../model/diagnostic.js';
import type { DomainName } from '../model/domain-name.js';
import type { RestApi } from '../model/rest-api.js';
import type { Stage } from '../model/stage.js';
import { isDeployTime, knownText, printValue, type Value } from '../model/value.js';
import { warningsOfStage } from './ignored-settings.js';
import type { GatewayContent, ServedApi, ServedDomain, ServedMapping, ServedStage } from './gateway.js';
import type { CompileOptions } from './compile-options.js';
import { compileRestDeployment, restApiId } from './rest/compile.js';
import type { RestStage } from './rest/deployment.js';

export interface CollectionOptions extends CompileOptions {
  readonly accountId: string;
  /** The stage that comes first; an API without stages of its own (a document's) gets it. Default `dev` for such an API. */
  readonly stage?: string;
  /** Laid over the variables of the stage of that name. */
  readonly stages?: Readonly<Record<string, { readonly variables?: Readonly<Record<string, string>> }>>;
  /** Laid over every stage's variables. */
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** What a gateway serves of a source, and what its author should know about it. */
export interface CompiledCollection {
  readonly content: GatewayContent;
  readonly diagnostics: readonly Diagnostic[];
}

/** The stage that serves a document's API unless another is asked for. */
export const DEFAULT_STAGE = 'dev';

/** Compiles every API of a collection whose kind can be served. */
export function compileCollection(collection: ApiCollection, options: CollectionOptions): CompiledCollection {
  const diagnostics: Diagnostic[] = [];
  const apis: ServedApi[] = [];
  for (const api of collection.apis) {
    if (api.protocol === 'REST') apis.push(compileApi(api, options, diagnostics));
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
    content: { apis, domains: domains.sort((a, b) => Number(a.name.startsWith('*')) - Number(b.name.startsWith('*'))) },
    diagnostics,
  };
}

function compileApi(api: RestApi, options: CollectionOptions, diagnostics: Diagnostic[]): ServedApi {
  const declared = api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGE }] : api.stages;
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  return {
    id: api.id,
    apiId: restApiId(api),
    stages: stages.map((stage) => {
      diagnostics.push(...warningsOfStage(api, stage));
      return compileStage(api, stage, options, diagnostics);
    }),
  };
}

function compileStage(api: RestApi, stage: Stage, options: CollectionOptions, diagnostics: Diagnostic[]): ServedStage {
  const deployment = compileRestDeployment(api, stage, options);
  for (const { httpMethod, resourcePath, refusals, unenforced } of deployment.methods) {
    const place = { element: `${httpMethod} ${resourcePath}` };
    for (const { detail } of refusals)
      diagnostics.push(diagnostic('not-simulated', place, `The route is refused: ${detail} is not simulated`));
    for (const { detail } of unenforced)
      diagnostics.push(diagnostic('not-simulated', place, `The route is served without ${detail}`));
  }
  const given = { ...options.stages?.[stage.name]?.variables, ...options.stageVariables };
  const variables = { ...knownVariables(without(stage.variables, given), stage, diagnostics), ...given };
  const common = { name: stage.name, accountId: options.accountId, region: options.region, deployment };
  const { canary } = stage;
  if (canary === undefined) return { name: stage.name, main: { ...common, variables } };
  const overrides = knownVariables(canary.stageVariableOverrides, stage, diagnostics);
  const side: RestStage = { ...common, variables: { ...variables, ...overrides }, isCanary: true };
  const percent = isDeployTime(canary.percentTraffic) ? 0 : (canary.percentTraffic ?? 0);
  return { name: stage.name, main: { ...common, variables, isCanary: false }, canary: { percent, side } };
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
  if (domain.mutualTls !== undefined) {
    diagnostics.push(diagnostic('not-simulated', place, 'The domain is not served: mutual TLS is not simulated'));
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

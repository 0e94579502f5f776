import type { Api, ApiCollection } from '../model/api.js';
import { findingsByApi, type Diagnostic } from '../model/diagnostic.js';
import { compileDomain } from './compile-domain.js';
import { compileRestApi } from './compile-rest-api.js';
import { compileRouteApi } from './compile-route-api.js';
import { compileUsagePlans } from './compile-usage-plans.js';
import type { CollectionOptions, CompiledApi, CompiledVersion } from './compiled-api.js';
import { findingsOfKeylessStages } from './keyless-stages.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { CompiledUsagePlan } from './metering/usage-plans.js';

/** A version, and what its author should know about it. */
export interface CompiledCollection {
  readonly version: CompiledVersion;
  /** The account's, not the version's: they hold whatever stages serve. */
  readonly usagePlans: readonly CompiledUsagePlan[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles every API of a collection.
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
      const found: Diagnostic[] = [];
      const compiled = compileApi(api, collection, options, functions, found);
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

function compileApi(
  api: Api,
  collection: ApiCollection,
  options: CollectionOptions,
  functions: LambdaInvoker | undefined,
  diagnostics: Diagnostic[],
): CompiledApi {
  switch (api.protocol) {
    case 'REST':
      return compileRestApi(api, collection, options, functions, diagnostics);
    case 'HTTP':
    case 'WEBSOCKET':
      return compileRouteApi(api, collection, options, functions, diagnostics);
  }
}

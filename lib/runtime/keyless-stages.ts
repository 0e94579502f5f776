import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { CompiledUsagePlan } from './metering/usage-plans.js';
import type { Deployment } from './served-api.js';

/** Stages with methods or routes that require an API key, which no usage plan gives: every call of them is refused. */
export function findingsOfKeylessStages(
  { apiId, stages, deployment }: CompiledStages,
  usagePlans: readonly CompiledUsagePlan[],
): readonly Diagnostic[] {
  const requirement = requirementOf(deployment);
  if (requirement === undefined) return [];
  const planned = usagePlans
    .filter(({ keys }) => keys.some(({ isEnabled }) => isEnabled))
    .flatMap((plan) => plan.stages)
    .filter((stage) => stage.apiId === apiId)
    .map(({ stage }) => stage);
  return stages
    .filter(({ name }) => !planned.includes(name))
    .map(({ name }) =>
      diagnostic(
        'usage-plan-missing',
        { element: `stage ${name}` },
        `${requirement} an API key, and no usage plan of the stage has one that is enabled: API Gateway refuses every call with 403; give usagePlans and apiKeys in sluice.json`,
      ),
    );
}

interface CompiledStages {
  readonly apiId: string;
  readonly stages: readonly { readonly name: string }[];
  readonly deployment: Deployment;
}

/** `A method requires`; undefined where nothing does. */
function requirementOf(deployment: Deployment): string | undefined {
  switch (deployment.protocol) {
    case 'REST':
      return countOf('method', deployment.methods.filter(({ apiKeySource }) => apiKeySource !== undefined).length);
    case 'HTTP':
      return undefined;
    case 'WEBSOCKET':
      return countOf('route', deployment.routes.filter(({ readApiKey }) => readApiKey !== undefined).length);
  }
}

function countOf(what: string, count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `A ${what} requires` : `${count} ${what}s require`;
}

import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { CompiledUsagePlan } from './metering/usage-plans.js';
import type { Deployment } from './served-api.js';

/** Stages with methods that require an API key, which no usage plan gives: every call of them is refused with 403. */
export function findingsOfKeylessStages(
  { apiId, stages, deployment }: CompiledStages,
  usagePlans: readonly CompiledUsagePlan[],
): readonly Diagnostic[] {
  if (deployment.protocol !== 'REST') return [];
  const keyed = deployment.methods.filter(({ apiKeySource }) => apiKeySource !== undefined);
  if (keyed.length === 0) return [];
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
        `${keyed.length === 1 ? 'A method requires' : `${keyed.length} methods require`} an API key, and no usage plan of the stage has one that is enabled: API Gateway refuses every call with 403; give usagePlans and apiKeys in sluice.json`,
      ),
    );
}

interface CompiledStages {
  readonly apiId: string;
  readonly stages: readonly { readonly name: string }[];
  readonly deployment: Deployment;
}

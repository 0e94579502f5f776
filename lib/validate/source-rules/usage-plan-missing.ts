import { diagnostic, findingsByApi, walkRoutes, type Api, type UsagePlan } from '../../model/index.js';
import type { SourceRule } from '../source-rule.js';

/**
 * Stages of a template whose methods or routes require an API key, and that no usage plan has: a note where a plan has
 * another stage of the API. A document defines no plans. Keys may be added to a plan by other hands.
 */
export const usagePlanMissing: SourceRule = {
  codes: ['usage-plan-missing'],
  summary: 'Methods of a stage require an API key, and no usage plan has the stage',
  fix: 'Add a usage plan for the stage with an enabled API key',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
  check: ({ kind, collection: { apis, usagePlans } }) => {
    if (kind === 'document') return [];
    return findingsByApi(apis, (api) => {
      const count = countKeyed(api);
      if (count === 0) return [];
      const what = api.protocol === 'REST' ? 'method' : 'route';
      const subject = count === 1 ? `A ${what} requires` : `${count} ${what}s require`;
      const message = `${subject} an API key, and no usage plan of the template has the stage: API Gateway refuses every call with 403`;
      const without = api.stages.filter(({ name }) => !usagePlans.some((plan) => hasStage(plan, api, name)));
      // SAM makes a stage "Stage" that nobody calls.
      const severity = without.length === api.stages.length ? 'warning' : 'info';
      return without.map(({ name }) =>
        diagnostic('usage-plan-missing', { element: `stage ${name}` }, message, severity),
      );
    });
  },
};

function countKeyed(api: Api): number {
  let count = 0;
  walkRoutes<Api>(api, (route) => {
    if ('apiKeyRequired' in route && route.apiKeyRequired === true) count += 1;
  });
  return count;
}

/** What only deployment knows may be the stage. */
function hasStage({ apiStages }: UsagePlan, { id }: Api, name: string): boolean {
  return apiStages.some(
    ({ api, stage }) => (typeof api !== 'string' || api === id) && (typeof stage !== 'string' || stage === name),
  );
}

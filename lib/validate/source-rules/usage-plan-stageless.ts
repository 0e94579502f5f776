import { diagnostic } from '../../model/index.js';
import type { SourceRule } from '../source-rule.js';

/**
 * Usage plans that have no stage: their keys let nobody in. UpdateUsagePlan may add stages after deployment.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export const usagePlanStageless: SourceRule = {
  codes: ['usage-plan-stageless'],
  summary: 'A usage plan has no stage',
  fix: 'Name the APIs and stages of the plan in ApiStages',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html',
  check: ({ collection }) =>
    collection.usagePlans
      .filter(({ apiStages }) => apiStages.length === 0)
      .map(({ id }) => {
        const message = 'The usage plan has no stage: its API keys let nobody call, and its limits hold for no one';
        return diagnostic('usage-plan-stageless', { element: id, property: 'ApiStages' }, message);
      }),
};

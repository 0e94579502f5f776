import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * What API Gateway refuses to deploy, or answers with an error every time, since something is missing: an API without
 * methods, and a mock without an integration response.
 */
export const nothingToDeploy = defineRule({
  codes: ['nothing-to-deploy'],
  protocols: ['REST'],
  summary: 'The API has no method, or a mock has no integration response',
  fix: 'Add a method, and an integration response to each mock',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
  check: (api, { unread }) => {
    const found: Diagnostic[] = [];
    let methods = 0;
    walkMethods(api, ({ integration }, _path, place) => {
      methods += 1;
      if (integration?.type !== 'MOCK' || (integration.responses ?? []).length > 0) return;
      const message = 'The mock has no integration response: every request gets 500; give it one';
      found.push(diagnostic('nothing-to-deploy', place, message, 'warning'));
    });
    if (methods > 0 || unread?.has(api.id) === true) return found;
    const message = 'The API has no method: API Gateway refuses to deploy it';
    // Without a stage nothing is deployed yet.
    return [
      diagnostic('nothing-to-deploy', { element: api.id }, message, api.stages.length === 0 ? 'warning' : 'error'),
    ];
  },
});

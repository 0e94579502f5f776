import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/** Methods whose requests usually have a body. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Integrations that never pass a body through and have no template that would take one.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export const bodyRefused = defineRule({
  codes: ['body-refused'],
  protocols: ['REST'],
  summary: 'An integration without templates refuses every body',
  fix: 'Add a request template, or set passthroughBehavior to WHEN_NO_TEMPLATES',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ httpMethod, integration }, _path, place) => {
      if (integration === undefined || integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') return;
      const { passthroughBehavior, requestTemplates = {} } = integration;
      if (!WITH_BODY.has(httpMethod) || passthroughBehavior !== 'NEVER') return;
      if (Object.keys(requestTemplates).length > 0) return;
      const message = 'passthroughBehavior is NEVER and there is no request template: every body is refused with 415';
      found.push(diagnostic('body-refused', { ...place, property: 'integration passthroughBehavior' }, message));
    });
    return found;
  },
});

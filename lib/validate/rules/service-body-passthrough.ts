import { diagnostic, parseIntegrationUri, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Templates that write a request to an AWS service, beside a passthrough that lets a body of any other content type be
 * the request: its caller chooses the item, the table or the action, with the permissions of the integration's role.
 */
export const serviceBodyPassthrough = defineRule({
  codes: ['service-body-passthrough'],
  protocols: ['REST'],
  summary: 'A body of another content type is sent to an AWS service unchanged',
  fix: 'Set passthroughBehavior to NEVER',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      if (integration?.type !== 'AWS') return;
      const { requestTemplates = {}, passthroughBehavior = 'WHEN_NO_MATCH', uri } = integration;
      const contentTypes = Object.keys(requestTemplates);
      const target = parseIntegrationUri(uri);
      if (target.kind !== 'service' || contentTypes.length === 0 || passthroughBehavior !== 'WHEN_NO_MATCH') return;
      const message = `A body that is not ${contentTypes.join(' or ')} is sent to ${target.service} unchanged, as the request; expected passthroughBehavior NEVER`;
      found.push(
        diagnostic('service-body-passthrough', { ...place, property: 'integration passthroughBehavior' }, message),
      );
    });
    return found;
  },
});

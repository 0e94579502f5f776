import { diagnostic, parseIntegrationUri, walkMethods, type Diagnostic, type RestApi } from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * Templates that write a request to an AWS service, beside a passthrough that lets a body of any other content type be
 * the request: its caller chooses the item, the table or the action, with the permissions of the integration's role.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export const serviceBodyPassthrough: Rule<RestApi> = (api) => {
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
};

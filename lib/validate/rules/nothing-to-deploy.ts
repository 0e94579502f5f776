import { diagnostic, walkMethods, type Diagnostic, type RestApi, type WebSocketApi } from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * What API Gateway refuses to deploy, or answers with an error every time, since something is missing: an API without
 * methods, and a mock without an integration response.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export const nothingToDeploy: Rule<RestApi> = (api) => {
  const found: Diagnostic[] = [];
  let methods = 0;
  walkMethods(api, ({ integration }, _path, place) => {
    methods += 1;
    if (integration?.type !== 'MOCK' || (integration.responses ?? []).length > 0) return;
    const message = 'The mock has no integration response: every request gets 500; give it one';
    found.push(diagnostic('nothing-to-deploy', place, message));
  });
  if (methods > 0) return found;
  return [
    diagnostic('nothing-to-deploy', { element: api.id }, 'The API has no method: API Gateway refuses to deploy it'),
  ];
};

/**
 * A WebSocket API without routes, of which API Gateway makes no deployment; its stages serve nothing until there is one.
 *
 * Reported by users: https://github.com/aws/serverless-application-model/issues/2512 ("At least one route is required before
 * deploying the Api").
 */
export const routesMissing: Rule<WebSocketApi> = ({ id, routes, stages }) => {
  if (routes.length > 0 || stages.every(({ autoDeploy }) => autoDeploy === true)) return [];
  const message = 'The API has no route: API Gateway refuses to deploy it';
  return [diagnostic('nothing-to-deploy', { element: id }, message, 'warning')];
};

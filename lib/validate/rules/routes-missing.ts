import { diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * A WebSocket API without routes, of which API Gateway makes no deployment; its stages serve nothing until there is one.
 *
 * Reported by users: https://github.com/aws/serverless-application-model/issues/2512 ("At least one route is required before
 * deploying the Api").
 */
export const routesMissing = defineRule({
  codes: ['nothing-to-deploy'],
  protocols: ['WEBSOCKET'],
  summary: 'The API has no route',
  fix: 'Add a route before the API is deployed',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html',
  check: ({ id, routes, stages }) => {
    if (routes.length > 0 || stages.every(({ autoDeploy }) => autoDeploy === true)) return [];
    const message = 'The API has no route: API Gateway refuses to deploy it';
    return [diagnostic('nothing-to-deploy', { element: id }, message, 'warning')];
  },
});

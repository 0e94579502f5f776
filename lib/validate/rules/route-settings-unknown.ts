import { diagnostic, routeName } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Settings of a stage for a route that the API does not have.
 *
 * Reported by users: API Gateway refuses the stage, "Unable to find Route by key GET /some-route within the provided
 * RouteSettings" (https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80).
 */
export const routeSettingsUnknown = defineRule({
  codes: ['settings-unknown'],
  protocols: ['HTTP', 'WEBSOCKET'],
  summary: 'A stage has settings for a route that the API does not have',
  fix: 'Correct the route key of the settings, or remove them',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html',
  check: ({ id, routes, stages }, { unread }) => {
    // A definition that could not be read whole, or whose keys only deployment knows.
    if (
      routes.length === 0 ||
      unread?.has(id) === true ||
      routes.some(({ routeKey }) => routeKey.kind === 'deploy-time')
    )
      return [];
    const known = new Set(routes.map(({ routeKey }) => routeName(routeKey)));
    return stages.flatMap(({ name, routeSettings = [] }) =>
      routeSettings.flatMap(({ routeKey }) => {
        const key = routeName(routeKey);
        if (routeKey.kind === 'deploy-time' || known.has(key)) return [];
        const place = { element: `stage ${name}`, property: `settings of ${key}` };
        const message = `The API has no route ${key}; API Gateway refuses a stage with settings for it`;
        return [diagnostic('settings-unknown', place, message, 'error')];
      }),
    );
  },
});

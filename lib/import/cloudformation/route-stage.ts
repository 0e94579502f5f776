import type { RouteSettings, RouteStage, Value, WebSocketStage } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readStageName } from './stage-name.js';
import { readAccessLog, readThrottle } from './stage.js';

/**
 * The stages of an HTTP or WebSocket API: those of their own, and those that a deployment updates by its `StageName`.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
 */
export function readRouteStages<K>(
  apiId: string,
  parseRouteKey: (text: Value<string>) => K,
  context: ReadContext,
  protocol: 'HTTP' | 'WEBSOCKET' = 'HTTP',
): readonly (RouteStage<K> & Pick<WebSocketStage, 'clientCertificateId'>)[] {
  const stages = context.resources.ofApi(apiId, 'AWS::ApiGatewayV2::Stage').map((resource) => ({
    ...readStage(resource, parseRouteKey),
    ...(protocol === 'WEBSOCKET' && readClientCertificate(resource)),
  }));
  const deployed = new Set<string>();
  for (const { properties } of context.resources.ofApi(apiId, 'AWS::ApiGatewayV2::Deployment')) {
    properties.ignore('Description');
    const name = readStageName(properties);
    if (name !== undefined) deployed.add(name);
  }
  for (const resource of context.resources.ofApi(apiId, 'AWS::ApiGatewayV2::Stage'))
    reportUndeployed(resource, deployed);
  const known = new Set(stages.map((stage) => stage.name));
  return [...stages, ...[...deployed].filter((name) => !known.has(name)).map((name) => ({ name }))];
}

/** Reports a stage that the template deploys nothing to: on AWS, calls of it fail, and here it is served. */
function reportUndeployed({ id, properties }: ApiResource, deployed: ReadonlySet<string>): void {
  const isDeployed =
    properties.document('DeploymentId') !== undefined ||
    (properties.boolean('AutoDeploy') ?? false) !== false ||
    deployed.has(readStageName(properties) ?? id);
  if (isDeployed) return;
  const message =
    'The template deploys nothing to the stage: it has neither DeploymentId nor AutoDeploy, and no deployment names it';
  properties.report('nothing-to-deploy', undefined, message, 'warning');
}

function readStage<K>({ id, properties }: ApiResource, parseRouteKey: (text: Value<string>) => K): RouteStage<K> {
  properties.ignore('DeploymentId');
  const description = properties.value('Description');
  const variables = properties.map('StageVariables');
  const autoDeploy = properties.boolean('AutoDeploy');
  const accessLog = readAccessLog(properties.object('AccessLogSettings'));
  const defaults = properties.object('DefaultRouteSettings');
  const routes = properties.objectMap('RouteSettings');
  const tags = properties.tags('Tags');
  return {
    name: readStageName(properties) ?? id,
    ...defined({ description, variables, autoDeploy, accessLog }),
    ...(defaults !== undefined && { defaultRouteSettings: readRouteSettings(defaults) }),
    ...(routes !== undefined && {
      routeSettings: Object.entries(routes).map(([routeKey, settings]) => ({
        routeKey: parseRouteKey(routeKey),
        ...readRouteSettings(settings),
      })),
    }),
    ...(tags !== undefined && { tags }),
  };
}

/** Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html */
function readClientCertificate({ properties }: ApiResource): Pick<WebSocketStage, 'clientCertificateId'> {
  return defined({ clientCertificateId: properties.value('ClientCertificateId') });
}

function readRouteSettings(properties: Properties): RouteSettings {
  const throttle = readThrottle(properties.number('ThrottlingRateLimit'), properties.integer('ThrottlingBurstLimit'));
  const detailedMetricsEnabled = properties.boolean('DetailedMetricsEnabled');
  const loggingLevel = properties.value('LoggingLevel');
  const dataTraceEnabled = properties.boolean('DataTraceEnabled');
  return {
    ...defined({ throttle, detailedMetricsEnabled, loggingLevel, dataTraceEnabled }),
  };
}

import {
  diagnostic,
  isDeployTime,
  joinValues,
  reference,
  type Diagnostic,
  type HttpRouteKey,
  type RouteStage,
  type WebSocketRouteKey,
} from '../../model/index.js';
import { stagePath } from '../../model/stage-path.js';
import { defined } from '../../support/defined.js';
import { deploymentFingerprint, DEPLOYMENT_RETENTION, renderDeploymentProperties } from './deployment.js';
import { logicalId } from './logical-id.js';
import { renderRouteStageProperties } from './route-stage.js';
import type { WrittenDefinition } from './template-definition.js';
import { asDocument, type TemplateScope } from './template-scope.js';

type Stage = RouteStage<HttpRouteKey | WebSocketRouteKey>;

/** What the stages of an HTTP or WebSocket API are written beside. */
interface StagesPlace {
  readonly apiId: string;
  readonly definition: WrittenDefinition;
  readonly permissions: readonly string[];
  readonly scheme: 'https' | 'wss';
}

/** Writes the stages of an HTTP or WebSocket API, with the deployment of those that do not deploy by themselves. */
export function writeRouteStages(
  stages: readonly Stage[],
  place: StagesPlace,
  scope: TemplateScope,
): readonly Diagnostic[] {
  const deploymentId = stages.every(deploysItself) ? undefined : writeDeployment(place, scope);
  for (const stage of stages) writeStage(stage, deploymentId, place, scope);
  return stages.flatMap(unwrittenOfStage);
}

/**
 * A stage that deploys by itself names no deployment; neither does one of which only deployment knows whether it does.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
function deploysItself({ autoDeploy = false }: Stage): boolean {
  return autoDeploy !== false;
}

function writeDeployment({ apiId, definition }: StagesPlace, scope: TemplateScope): string {
  const { properties, resources } = definition;
  const print = deploymentFingerprint(properties, defined({ resources }));
  const id = scope.claim(`${apiId}Deployment${print}`);
  scope.resources[id] = {
    Type: 'AWS::ApiGatewayV2::Deployment',
    ...DEPLOYMENT_RETENTION,
    ...(resources !== undefined && { DependsOn: Object.keys(resources) }),
    Properties: { ApiId: reference(apiId), ...asDocument(renderDeploymentProperties(print)) },
  };
  return id;
}

/**
 * A stage that deploys by itself waits for the definition as a deployment does.
 *
 * Observed: a stage with settings of routes that are not there yet is refused
 * (https://github.com/aws/serverless-application-model/issues/2479).
 */
function writeStage(
  stage: Stage,
  deploymentId: string | undefined,
  { apiId, definition, permissions, scheme }: StagesPlace,
  scope: TemplateScope,
): void {
  const id = scope.claim(`${apiId}${logicalId(stage.name)}Stage`);
  const waitsFor = [...permissions, ...(deploysItself(stage) ? Object.keys(definition.resources ?? {}) : [])];
  scope.resources[id] = {
    Type: 'AWS::ApiGatewayV2::Stage',
    ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
    Properties: {
      ApiId: reference(apiId),
      ...(deploymentId !== undefined && !deploysItself(stage) && { DeploymentId: reference(deploymentId) }),
      ...asDocument(renderRouteStageProperties(stage)),
    },
  };
  scope.outputs[`${apiId}${logicalId(stage.name)}Url`] = {
    Value: joinValues([
      `${scheme}://`,
      reference(apiId),
      '.execute-api.',
      reference('AWS::Region'),
      '.',
      reference('AWS::URLSuffix'),
      // A WebSocket API routes no path behind the stage.
      stagePath(stage.name) + (scheme === 'https' ? '/' : ''),
    ]),
  };
}

function unwrittenOfStage({ name, autoDeploy, routeSettings = [] }: Stage): readonly Diagnostic[] {
  const element = `stage ${name}`;
  const settings =
    'Cannot write the settings of a route whose key only deployment knows: CloudFormation has them by their keys';
  const deployment =
    'Cannot write the deployment of the stage: only deployment knows whether the stage deploys by itself';
  return [
    ...(isDeployTime(autoDeploy)
      ? [diagnostic('not-representable', { element, property: 'autoDeploy' }, deployment, 'warning')]
      : []),
    ...routeSettings
      .filter(({ routeKey }) => routeKey.kind === 'deploy-time')
      .map(() => diagnostic('not-representable', { element, property: 'routeSettings' }, settings)),
  ];
}

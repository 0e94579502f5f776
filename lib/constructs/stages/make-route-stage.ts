import { Lazy } from 'aws-cdk-lib';
import { CfnStage, type CfnDeployment, type CfnStageProps } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import type { RouteKey } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { renderRouteStageProperties } from '../../synth/cloudformation/index.js';
import { asL1Properties } from '../l1.js';
import type { RouteStageDeclaration } from './route-stage-declaration.js';

/** Inputs a stage takes from its API. */
export interface RouteStageParts<K extends RouteKey> {
  readonly declaration: RouteStageDeclaration<K>;
  /** The deployment of the API as it is declared, for a stage that does not deploy by itself. */
  readonly deployment: () => CfnDeployment;
  /** Resources that must exist before the stage serves requests. */
  readonly dependencies: readonly IDependable[];
  /** Whether the API has an endpoint of its own, which an output names. */
  readonly output: boolean;
}

/**
 * Makes the resource of a stage of an HTTP or WebSocket API.
 *
 * @throws {SluiceError} `stage-deployment-twice` for a stage that deploys by itself and names a deployment
 */
export function makeRouteStage<K extends RouteKey>(
  scope: Construct,
  api: Construct & { readonly apiId: string },
  parts: RouteStageParts<K>,
): CfnStage {
  const { declaration, dependencies } = parts;
  const render = (): CfnStageProps => asL1Properties(renderRouteStageProperties(declaration.model())) as CfnStageProps;
  const stage = new CfnStage(scope, 'Resource', {
    ...render(),
    // Set below, so that tags of the app and of the stage are laid over each other.
    tags: undefined,
    // Routes and integrations that are added later change these.
    routeSettings: Lazy.any({ produce: () => render().routeSettings as unknown }),
    stageVariables: Lazy.any({ produce: () => render().stageVariables as unknown }),
    apiId: api.apiId,
    ...servedDeployment(scope, api, parts),
  });
  stage.node.addDependency(...dependencies);
  for (const [key, value] of Object.entries(declaration.props.tags ?? {})) stage.tags.setTag(key, value);
  return stage;
}

function servedDeployment<K extends RouteKey>(
  scope: Construct,
  api: Construct,
  { declaration, deployment }: RouteStageParts<K>,
): { readonly deploymentId?: string } {
  const { deploymentId } = declaration.props;
  if (!declaration.autoDeploy) {
    if (deploymentId === undefined) return { deploymentId: deployment().attrDeploymentId };
    return {
      deploymentId: typeof deploymentId === 'string' ? deploymentId : deploymentId.deploymentRef.deploymentId,
    };
  }
  if (deploymentId === undefined) return {};
  throw new SluiceError(
    'stage-deployment-twice',
    `The stage ${declaration.name} of ${api.node.path} has autoDeploy, which chooses its deployment, and deploymentId, which names one`,
    { place: scope.node.path, hint: 'Add autoDeploy: false, or leave out deploymentId' },
  );
}

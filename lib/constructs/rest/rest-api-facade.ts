import { Lazy } from 'aws-cdk-lib';
import { RestApiBase, type GatewayResponse, type IResource } from 'aws-cdk-lib/aws-apigateway';
import type { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { SluiceError } from '../../support/sluice-error.js';
import { importStage } from './stages/stage.js';

/** What the facade asks of its API. */
export interface FacadeParts extends Construct {
  readonly restApiId: string;
  readonly restApiRootResourceId: string;
  readonly firstStageName: string;
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;
}

/**
 * An API as constructs want it that take aws-apigateway's class `RestApiBase` and nothing less. It makes no resource of
 * its own; routes and gateway responses are added to the API itself.
 */
export class RestApiFacade extends RestApiBase {
  readonly restApiId: string;

  constructor(
    private readonly api: FacadeParts,
    id: string,
    /** The API's name as metrics have it: aws-apigateway's constructs take it for nothing else. */
    restApiName: string,
  ) {
    super(api, id, { restApiName });
    this.restApiId = api.restApiId;
    this.deploymentStage = importStage(this, 'DeploymentStage', {
      stageName: Lazy.uncachedString({ produce: () => api.firstStageName }),
      restApi: this,
    });
  }

  get restApiRootResourceId(): string {
    return this.api.restApiRootResourceId;
  }

  /** @throws SluiceError always: the resource tree follows from the API's paths */
  get root(): IResource {
    throw new SluiceError('use-the-api', `Cannot add resources to ${this.api.node.path} by its root`, {
      hint: "Add routes to the API itself: api.get('/pets', …)",
    });
  }

  override addGatewayResponse(): GatewayResponse {
    throw new SluiceError('use-the-api', `Cannot add a gateway response beside ${this.api.node.path}`, {
      hint: 'Add it to the API itself: api.addGatewayResponse(…)',
    });
  }

  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    return this.api.addToResourcePolicy(statement);
  }
}

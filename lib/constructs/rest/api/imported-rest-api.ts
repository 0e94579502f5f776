import { Lazy } from 'aws-cdk-lib';
import type { AddToResourcePolicyResult } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import { stageUrl } from '../stages/stage.js';
import { RestApiBase } from './rest-api-base.js';

/** What is known of an API that another app deploys. */
export interface RestApiAttributes {
  /** The API's id. */
  readonly restApiId: string;

  /**
   * The API's name.
   *
   * @default - not known: the API has no metrics
   */
  readonly restApiName?: string;

  /**
   * The id of the resource `/`.
   *
   * @default - not known
   */
  readonly restApiRootResourceId?: string;

  /**
   * The name of a stage, for `url` and for constructs that take an API with its stage.
   *
   * @default - not known
   */
  readonly stageName?: string;
}

/** An API that another app deploys. Its definition cannot be changed from here. */
export class ImportedRestApi extends RestApiBase {
  readonly restApiId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: RestApiAttributes,
  ) {
    super(scope, id);
    this.restApiId = attributes.restApiId;
  }

  get restApiName(): string {
    return this.known('restApiName');
  }

  get restApiRootResourceId(): string {
    return this.known('restApiRootResourceId');
  }

  get firstStageName(): string {
    return this.known('stageName');
  }

  get url(): string {
    return stageUrl(this, this.restApiId, this.firstStageName);
  }

  /** Changes nothing: the policy is part of the API's definition. */
  addToResourcePolicy(): AddToResourcePolicyResult {
    return { statementAdded: false };
  }

  /** Not asked for until a metric is, since the name may be unknown. */
  protected override nameOfFacade(): string {
    return this.attributes.restApiName ?? Lazy.uncachedString({ produce: () => this.restApiName });
  }

  private known(attribute: Exclude<keyof RestApiAttributes, 'restApiId'>): string {
    const value = this.attributes[attribute];
    if (value === undefined) {
      throw new SluiceError('attribute-unknown', `The imported API ${this.node.path} has no ${attribute}`, {
        hint: `Import it with RestApi.fromRestApiAttributes(scope, id, { restApiId, ${attribute} })`,
      });
    }
    return value;
  }
}

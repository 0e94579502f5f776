import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * The API that an integration or an authorizer is used by, as far as it may change it. Integrations and authorizers are
 * plain data without a place in the construct tree; the constructs they need belong to the API that uses them.
 */
export interface BindingApi {
  readonly api: Construct;

  /** Lets the API invoke a function. The permission stands with the API, once however many methods ask for it. */
  allowInvoke(handler: IFunction): void;

  /** Gives every stage of the API a variable; a stage's own variable of the same name takes precedence. */
  addStageVariable(name: string, value: string): void;

  /**
   * The role in which the API calls an AWS service, made at the first call. Grant it exactly what the integration does.
   *
   * @param service the name in integration URIs: `dynamodb`, `sqs`, `states`
   */
  serviceRole(service: string): IRole;
}

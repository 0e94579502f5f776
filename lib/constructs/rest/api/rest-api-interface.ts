import type { IResource } from 'aws-cdk-lib';
import type { IRestApiRef, RestApiBase } from 'aws-cdk-lib/aws-apigateway';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { InvokeScope } from '../../paths/invoke-arn.js';
import type { IMeasured } from '../metrics/measured.js';

/** A REST API, of this app or of another one. */
export interface IRestApi extends IResource, IRestApiRef, IMeasured {
  /** The id that API Gateway gives the API. */
  readonly restApiId: string;

  /** The API's name, by which its metrics are found. */
  readonly restApiName: string;

  /** The id of the resource `/`. */
  readonly restApiRootResourceId: string;

  /** The URL of the API's first stage, with a slash at the end. */
  readonly url: string;

  /** The name of the API's first stage. */
  readonly firstStageName: string;

  /**
   * The ARN by which IAM policies and Lambda permissions name methods of the API.
   *
   * @param method an HTTP method; `ANY` and `*` are every method
   * @param path begins with a slash; a variable (`{petId}`) is any value
   * @param stage a stage's name; `*` is every stage
   */
  arnForExecuteApi(method?: string, path?: string, stage?: string): string;

  /**
   * Allows a role, a user or a group to call methods that have `Authorizer.IAM`.
   *
   * A caller of another account needs a statement in the API's resource policy as well: `api.addToResourcePolicy(…)`.
   */
  grantInvoke(grantee: IGrantable, scope?: InvokeScope): Grant;

  /** The API as constructs take it that were written for aws-apigateway's own. It makes no resource. */
  asRestApi(): RestApiBase;
}

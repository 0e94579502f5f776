import type { IResource } from 'aws-cdk-lib';
import type { IHttpApi as AwsHttpApi, IHttpApiRef } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { InvokeScope } from '../../paths/invoke-arn.js';
import type { IMeasuredHttp } from '../metrics/http-metrics.js';

/** An HTTP API, of this app or of another one. */
export interface IHttpApi extends IResource, IHttpApiRef, IMeasuredHttp {
  /** The id that API Gateway gives the API. */
  readonly apiId: string;

  /** The API's endpoint: its URL without a stage and without a slash at the end. */
  readonly apiEndpoint: string;

  /** The URL of the API's first stage, with a slash at the end. */
  readonly url: string;

  /**
   * The ARN by which IAM policies and Lambda permissions name routes of the API.
   *
   * @param method an HTTP method; `ANY` and `*` are every method
   * @param path begins with a slash; a variable (`{petId}`) is any value
   * @param stage a stage's name; `*` is every stage
   */
  arnForExecuteApi(method?: string, path?: string, stage?: string): string;

  /** Allows a role, a user or a group to call routes that have `Authorizer.IAM`. */
  grantInvoke(grantee: IGrantable, scope?: InvokeScope): Grant;

  /** The API as constructs take it that were written for aws-apigatewayv2's own. It makes no resource. */
  asHttpApi(): AwsHttpApi;
}

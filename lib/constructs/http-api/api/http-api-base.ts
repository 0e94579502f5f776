import { Resource } from 'aws-cdk-lib';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { ApiReference, IHttpApi as AwsHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { HttpMethod } from '../../../model/index.js';
import { executeArn, type InvokeScope } from '../../paths/invoke-arn.js';
import { defineHttpMetrics, type IMeasuredHttp } from '../metrics/http-metrics.js';
import { httpApiEndpoint } from '../stages/http-stage-url.js';
import { grantExecution } from '../../paths/grant-execution.js';
import type { IHttpApi } from './http-api-interface.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineHttpMetrics() below defines the members
export interface HttpApiBase extends IMeasuredHttp {}

/** The members that HTTP APIs of this app and of others share: ARNs, permissions to call them, and metrics. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineHttpMetrics() below defines the members
export abstract class HttpApiBase extends Resource implements IHttpApi {
  abstract readonly apiId: string;
  abstract readonly url: string;

  /** Marks the API as an HTTP API for constructs of aws-cdk-lib. */
  readonly isHttpApi = true;

  /** The API's endpoint: its URL without a stage and without a slash at the end. */
  get apiEndpoint(): string {
    return httpApiEndpoint(this, this.apiId);
  }

  /** The API by its id, as L1 constructs of aws-cdk-lib take it. */
  get apiRef(): ApiReference {
    return { apiId: this.apiId };
  }

  /**
   * The API as constructs take it that were written for aws-apigatewayv2's own. It makes no resource.
   *
   * @example
   * new ApiMapping(this, 'Mapping', { api: api.asHttpApi(), domainName });
   */
  asHttpApi(): AwsHttpApi {
    const made = this.node.tryFindChild('HttpApi') as AwsHttpApi | undefined;
    const { HttpApi } = require('aws-cdk-lib/aws-apigatewayv2') as typeof ApiGatewayV2;
    const { apiId: httpApiId, apiEndpoint } = this;
    return made ?? HttpApi.fromHttpApiAttributes(this, 'HttpApi', { httpApiId, apiEndpoint });
  }

  /**
   * The ARN by which IAM policies and Lambda permissions name routes of the API.
   *
   * @example
   * api.arnForExecuteApi('GET', '/pets/{petId}', 'beta');
   * // arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/beta/GET/pets/*
   */
  arnForExecuteApi(method = '*', path = '/*', stage = '*'): string {
    const httpMethod = method === '*' ? 'ANY' : (method.toUpperCase() as HttpMethod);
    return executeArn(this, this.apiId, { httpMethod, path, stageName: stage });
  }

  /**
   * Allows a role, a user or a group to call routes that have `Authorizer.IAM`.
   *
   * @example
   * api.grantInvoke(role, { httpMethod: 'GET', path: '/pets/{petId}' });
   * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
   */
  grantInvoke(grantee: IGrantable, scope: InvokeScope = {}): Grant {
    return grantExecution(this, [executeArn(this, this.apiId, scope)], grantee);
  }

  /** @internal */
  measure(options: MetricOptions): {
    readonly scope: IConstruct;
    readonly dimensionsMap: Readonly<Record<string, string>>;
    readonly options: MetricOptions;
  } {
    return { scope: this, dimensionsMap: { ApiId: this.apiId }, options };
  }
}
defineHttpMetrics(HttpApiBase);

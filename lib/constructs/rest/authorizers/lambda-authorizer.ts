import { Names, type Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { quotaValue, type Value } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { PropNames } from '../../check-props.js';
import type { BindingApi } from '../../binding.js';
import type { LambdaBindingProps } from '../../integrations/lambda-target-props.js';
import { functionTarget, grantInvoke, targetUri } from '../../integrations/lambda-target.js';

/** Settings of authorizers that ask a Lambda function. */
export interface LambdaAuthorizerProps extends LambdaBindingProps {
  /**
   * The authorizer's name, unique in the API. An OpenAPI document shows it as the name of the security scheme.
   *
   * @default - made of the function's construct path
   */
  readonly authorizerName?: string;

  /**
   * A label of the authorizer in exported documents (`x-amazon-apigateway-authtype`), without effect on requests.
   *
   * @default - custom
   */
  readonly authType?: string;

  /**
   * Time for which API Gateway reuses the function's response to equal identity sources, at most one hour. Zero turns
   * the cache off. A cached policy applies to every method of the API that uses the authorizer, so the function has to
   * return a policy that covers all of them.
   *
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: Duration;

  /**
   * The role in which API Gateway invokes the function. It gets the permission to do so and has to trust
   * `apigateway.amazonaws.com`.
   *
   * @default - none: the function's own policy lets the API invoke it
   */
  readonly credentials?: IRole;
}

/** The names of these settings. */
export const LAMBDA_AUTHORIZER_PROPS: PropNames<LambdaAuthorizerProps> = {
  authorizerName: true,
  authType: true,
  resultsCacheTtl: true,
  credentials: true,
  bind: true,
  stageVariable: true,
};

/** Members of the model that every authorizer with a function has. */
export interface BoundLambdaAuthorizer {
  readonly name: string;
  readonly authType?: string;
  readonly uri: Value<string>;
  readonly credentials?: Value<string>;
}

/** Lets the API invoke the function and names it, for one API. */
export function bindLambda(api: BindingApi, handler: IFunction, props: LambdaAuthorizerProps): BoundLambdaAuthorizer {
  const { authorizerName, authType, credentials } = props;
  // The role's policy decides instead of the function's.
  if (credentials === undefined) api.allowInvoke(handler);
  else grantInvoke(credentials, handler);
  return {
    name: authorizerName ?? nameAfter(handler),
    uri: targetUri(functionTarget(handler, props), api),
    ...defined({ credentials: credentials?.roleArn, authType }),
  };
}

/** Whether a value is a function, which the compiler knows and JavaScript does not. */
export function isFunction(handler: unknown): boolean {
  return isObject(handler) && handler.functionArn !== undefined;
}

/** A name that stays the same when authorizers are added, removed or reordered. */
export function nameAfter(construct: IConstruct): string {
  return Names.uniqueResourceName(construct, { maxLength: 64 });
}

/** @throws {SluiceError} `quota-exceeded` for more than the hour that API Gateway allows */
export function ttlSeconds(handler: IFunction, ttl: Duration): number {
  const seconds = ttl.toSeconds();
  const limit = quotaValue('authorizerTtl');
  if (ttl.isUnresolved() || seconds <= limit) return seconds;
  throw new SluiceError(
    'quota-exceeded',
    `The resultsCacheTtl of the authorizer ${handler.node.path} is ${seconds} seconds; API Gateway allows at most ${limit}`,
  );
}

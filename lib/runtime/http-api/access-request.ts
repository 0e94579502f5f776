import { executeApiArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import { hasConditionKey, REQUEST_KEYS, RequestConditions } from '../authorizers/request-conditions.js';
import type { Signer } from '../authorizers/signer.js';
import type { AccessRequest } from '../policy/policy.js';
import { decodePath } from './event-path.js';
import type { RoutedInvocation } from './invocation.js';

/** The call of a route, as policies see it. */
export function accessRequest(invocation: RoutedInvocation, signer?: Signer): AccessRequest {
  return {
    action: 'execute-api:Invoke',
    resource: routeArn(invocation),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(REQUEST_KEYS, invocation, signer?.conditions),
  };
}

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html, also for `$default`.
 * Assumed: the path decoded, as functions see it, and without a slash at its end, so that no other spelling of a path gets past
 * a policy.
 */
export function routeArn({ stage, arrival }: RoutedInvocation): string {
  const { accountId, region, apiId } = stage.deployment;
  return executeApiArn({
    partition: partitionOf(region),
    region,
    account: accountId,
    apiId,
    stage: stage.name,
    httpMethod: arrival.httpMethod,
    path: decodePath(arrival.place.routedPath).replace(/^\//, '').replace(/\/+$/, ''),
  });
}

/**
 * Whether requests of HTTP APIs can have a value for a condition key.
 *
 * Assumed: the keys that requests of REST APIs have outside a VPC.
 */
export function isConditionKey(key: string): boolean {
  return hasConditionKey(REQUEST_KEYS, key);
}

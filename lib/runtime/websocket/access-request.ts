import { webSocketRouteArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import { hasConditionKey, REQUEST_KEYS, RequestConditions } from '../authorizers/request-conditions.js';
import type { Signer } from '../authorizers/signer.js';
import type { AccessRequest } from '../policy/policy.js';
import type { RoutedInvocation } from './invocation.js';

/** The handshake of a connection, as policies see it. */
export function accessRequest(invocation: RoutedInvocation, signer?: Signer): AccessRequest {
  return {
    action: 'execute-api:Invoke',
    resource: routeArn(invocation),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(REQUEST_KEYS, invocation, signer?.conditions),
  };
}

/** `arn:aws:execute-api:us-east-1:123456789012:abcdefghij/dev/$connect` */
export function routeArn({ stage, route }: RoutedInvocation): string {
  const { accountId, region, apiId } = stage.deployment;
  return webSocketRouteArn({
    partition: partitionOf(region),
    region,
    account: accountId,
    apiId,
    stage: stage.name,
    routeKey: route.routeKey,
  });
}

/**
 * Whether handshakes of WebSocket APIs can have a value for a condition key.
 *
 * Assumed: the keys that requests of REST APIs have outside a VPC.
 */
export function isConditionKey(key: string): boolean {
  return hasConditionKey(REQUEST_KEYS, key);
}

import { executeApiArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import { own } from '../../support/own.js';
import { isSignerKey, type Signer } from '../authorizers/signer.js';
import { findHeader } from '../header-lines.js';
import type { AccessRequest, ConditionValues } from '../policy/policy.js';
import { decodePath } from './event-path.js';
import type { RoutedInvocation } from './invocation.js';

/** The call of a route, as policies see it. */
export function accessRequest(invocation: RoutedInvocation, signer?: Signer): AccessRequest {
  return {
    action: 'execute-api:Invoke',
    resource: routeArn(invocation),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(invocation, signer?.conditions),
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

/** Reads what a policy asks for when it asks: most policies look at one or two values. */
class RequestConditions implements ConditionValues {
  constructor(
    private readonly invocation: RoutedInvocation,
    private readonly ofSigner: ConditionValues | undefined,
  ) {}

  get(key: string): readonly string[] | undefined {
    const read = own(REQUEST_KEYS, key);
    if (read === undefined) return this.ofSigner?.get(key);
    const value = read(this.invocation);
    return value === undefined ? undefined : [value];
  }
}

/**
 * The condition keys of every request, in lower case.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * Assumed: those that requests of REST APIs have outside a VPC; every call is by TLS, whatever this machine serves.
 */
const REQUEST_KEYS: Readonly<Record<string, (invocation: RoutedInvocation) => string | undefined>> = {
  'aws:currenttime': ({ arrival }) => new Date(arrival.startMs).toISOString(),
  'aws:epochtime': ({ arrival }) => String(Math.floor(arrival.startMs / 1000)),
  'aws:referer': ({ request }) => findHeader(request.message.headers, 'referer'),
  'aws:securetransport': () => 'true',
  'aws:sourceip': ({ request }) => request.message.sourceIp,
  'aws:useragent': ({ request }) => findHeader(request.message.headers, 'user-agent'),
};

/** Whether requests of HTTP APIs can have a value for a condition key. */
export function isConditionKey(key: string): boolean {
  return Object.hasOwn(REQUEST_KEYS, key) || isSignerKey(key);
}

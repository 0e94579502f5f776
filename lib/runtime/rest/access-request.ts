import { executeApiArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import {
  hasConditionKey,
  REQUEST_KEYS,
  RequestConditions,
  type ConditionKeys,
} from '../authorizers/request-conditions.js';
import type { Signer } from '../authorizers/signer.js';
import type { AccessRequest } from '../policy/policy.js';
import type { RoutedInvocation } from './invocation.js';
import { endpointOfRequest } from './vpc-endpoints.js';

/** The call of a method, as policies see it. */
export function accessRequest(invocation: RoutedInvocation, signer?: Signer): AccessRequest {
  return {
    action: 'execute-api:Invoke',
    resource: methodArn(invocation),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(METHOD_KEYS, invocation, signer?.conditions),
  };
}

/**
 * The replacement of a cached response, by a caller that may call the method.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function cacheInvalidation(call: AccessRequest): AccessRequest {
  return { ...call, action: 'execute-api:InvalidateCache' };
}

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 * The path of the root is empty.
 * Assumed: the path as it was routed, its fixed parts as declared, letters and digits plain, and no slash at its end, so that
 * no other spelling of a path gets past a policy.
 */
export function methodArn({ stage, method, arrival, pathParameters }: RoutedInvocation): string {
  const { accountId, region, apiId } = stage.deployment;
  const path = method.resourcePath.slice(1);
  return executeApiArn({
    partition: partitionOf(region),
    region,
    account: accountId,
    apiId,
    stage: stage.name,
    httpMethod: arrival.httpMethod,
    path: path.includes('{')
      ? path.replace(/\{([^{}]+?)\+?\}/g, (_, name: string) => withPlainLetters(pathParameters[name] ?? ''))
      : path,
  });
}

/** `%61dmin` as `admin`: by RFC 3986, 6.2.2.2 they are the same path, and backends take them for the same. */
function withPlainLetters(value: string): string {
  return value.includes('%') ? value.replace(ENCODED_UNRESERVED, decodeURIComponent) : value;
}

/** Letters, digits, `-`, `.`, `_` and `~`. */
const ENCODED_UNRESERVED = /%(?:3\d|[46][1-9a-f]|[57][\da]|2[de]|5f|7e)/gi;

/**
 * The condition keys of requests of REST APIs, in lower case.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 * Assumed: behind a VPC endpoint a request has no `aws:SourceIp`.
 */
const METHOD_KEYS: ConditionKeys<RoutedInvocation> = {
  ...REQUEST_KEYS,
  // Only a service that calls for a resource has one.
  'aws:sourcearn': () => undefined,
  'aws:sourceip': (invocation) => (isBehindEndpoint(invocation) ? undefined : REQUEST_KEYS['aws:sourceip'](invocation)),
  'aws:sourcevpc': (invocation) => endpointOfRequest(invocation)?.vpcId,
  'aws:sourcevpce': (invocation) => endpointOfRequest(invocation)?.id,
  'aws:vpcsourceip': (invocation) => {
    const endpoint = endpointOfRequest(invocation);
    return endpoint && (endpoint.sourceIp ?? invocation.request.message.sourceIp);
  },
};

/** Whether requests of REST APIs can have a value for a condition key. */
export function isConditionKey(key: string): boolean {
  return hasConditionKey(METHOD_KEYS, key);
}

function isBehindEndpoint({ stage }: RoutedInvocation): boolean {
  return stage.deployment.endpointType === 'PRIVATE' || stage.deployment.vpcEndpoints.length > 0;
}

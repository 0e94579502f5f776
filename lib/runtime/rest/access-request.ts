import { executeApiArn } from '../../model/arn.js';
import { partitionOf } from '../../model/partition.js';
import { own } from '../../support/own.js';
import { isSignerKey, type Signer } from '../authorizers/signer.js';
import { findHeader } from '../header-lines.js';
import type { AccessRequest, ConditionValues } from '../policy/policy.js';
import type { RoutedInvocation } from './invocation.js';
import { endpointOfRequest } from './vpc-endpoints.js';

/** The call of a method, as policies see it. */
export function accessRequest(invocation: RoutedInvocation, signer?: Signer): AccessRequest {
  return {
    action: 'execute-api:Invoke',
    resource: methodArn(invocation),
    ...(signer !== undefined && { principal: signer.principal }),
    conditions: new RequestConditions(invocation, signer?.conditions),
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
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 * Assumed: every call is by TLS, for API Gateway has no other, whatever this machine serves; behind a VPC endpoint a
 * request has no `aws:SourceIp`.
 */
const REQUEST_KEYS: Readonly<Record<string, (invocation: RoutedInvocation) => string | undefined>> = {
  'aws:currenttime': ({ arrival }) => new Date(arrival.startMs).toISOString(),
  'aws:epochtime': ({ arrival }) => String(Math.floor(arrival.startMs / 1000)),
  'aws:referer': ({ request }) => findHeader(request.message.headers, 'referer'),
  'aws:securetransport': () => 'true',
  // Only a service that calls for a resource has one.
  'aws:sourcearn': () => undefined,
  'aws:sourceip': (invocation) => (isBehindEndpoint(invocation) ? undefined : invocation.request.message.sourceIp),
  'aws:sourcevpc': (invocation) => endpointOfRequest(invocation)?.vpcId,
  'aws:sourcevpce': (invocation) => endpointOfRequest(invocation)?.id,
  'aws:useragent': ({ request }) => findHeader(request.message.headers, 'user-agent'),
  'aws:vpcsourceip': (invocation) => {
    const endpoint = endpointOfRequest(invocation);
    return endpoint && (endpoint.sourceIp ?? invocation.request.message.sourceIp);
  },
};

/** Whether requests of API Gateway can have a value for a condition key. */
export function isConditionKey(key: string): boolean {
  return Object.hasOwn(REQUEST_KEYS, key) || isSignerKey(key);
}

function isBehindEndpoint({ stage }: RoutedInvocation): boolean {
  return stage.deployment.endpointType === 'PRIVATE' || stage.deployment.vpcEndpoints.length > 0;
}

import type { FaultSummary, Invocation, RoutedInvocation } from './invocation.js';
import { findHeader } from '../header-lines.js';

/** A member of `$context`: text, or a structure of such. */
export type ContextValue = string | null | { readonly [name: string]: ContextValue };

/**
 * `$context` of a request, in the order in which API Gateway's own map keeps its keys. Also what `context.` names in
 * mappings and `$context.` in gateway responses and access logs.
 *
 * Observed: these members are there in a request template; of `identity` all are there, null where unknown.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function contextOf(
  invocation: Invocation | RoutedInvocation,
  fault?: FaultSummary,
): Readonly<Record<string, ContextValue>> {
  const { stage, request } = invocation;
  const { deployment } = stage;
  const routed = 'method' in invocation ? invocation : undefined;
  return {
    ...(routed !== undefined && { resourceId: routed.method.resourceId, resourcePath: routed.method.resourcePath }),
    httpMethod: invocation.httpMethod,
    extendedRequestId: invocation.extendedRequestId,
    requestTime: commonLogTime(invocation.startMs),
    path: invocation.contextPath,
    accountId: stage.accountId,
    protocol: request.message.httpVersion,
    stage: stage.name,
    domainPrefix: domainPrefix(invocation),
    requestTimeEpoch: String(invocation.startMs),
    requestId: invocation.requestId,
    identity: identityOf(invocation),
    domainName: invocation.domainName,
    deploymentId: deployment.id,
    apiId: deployment.apiId,
    ...(stage.isCanary !== undefined && { isCanaryRequest: String(stage.isCanary) }),
    ...(invocation.basePathMatched !== undefined && { customDomain: { basePathMatched: invocation.basePathMatched } }),
    ...(fault !== undefined && {
      error: {
        message: fault.message,
        messageString: fault.message === null ? null : JSON.stringify(fault.message),
        responseType: fault.responseType,
        validationErrorString: fault.validationErrors ?? null,
      },
    }),
  };
}

/** The value at a dotted path, as text; undefined where there is none, and for a structure. */
export function contextVariable(context: Readonly<Record<string, ContextValue>>, path: string): string | undefined {
  let value: ContextValue | undefined = context;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

/** Observed: the API's id on the default host, the first label of a custom domain. */
export function domainPrefix({ stage, basePathMatched, domainName }: Invocation): string {
  return basePathMatched === undefined ? stage.deployment.apiId : (domainName.split('.', 1)[0] ?? '');
}

export function identityOf({ request }: Invocation): Readonly<Record<string, string | null>> {
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: request.message.sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: findHeader(request.message.headers, 'user-agent') ?? null,
    user: null,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

let printedSecond = -1;
let printedTime = '';

/** `21/Nov/2026:11:22:33 +0000`; printed once a second. */
export function commonLogTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== printedSecond) {
    printedSecond = second;
    printedTime = printLogTime(ms);
  }
  return printedTime;
}

function printLogTime(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()] ?? ''}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

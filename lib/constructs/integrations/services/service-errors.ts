import { STATUS_CODES } from 'node:http';
import { singleQuoted } from '../../rest/templates/velocity-reference.js';
import type { IntegrationResponseProps } from '../../rest/integrations/integration.js';
import type { ErrorStatuses } from '../../rest/integrations/services/service-integration-props.js';

/** Errors that every service may return. */
const COMMON_ERRORS: ErrorStatuses = { ValidationException: 400, SerializationException: 400 };

/** Patterns of the errors that report throttling. */
const THROTTLED = ['.*Throttl.*', 'ProvisionedThroughputExceededException', '(Request)?LimitExceeded(Exception)?'];
const TOO_MANY_REQUESTS = 429;

/**
 * The responses to a service's errors. The name of a 4xx error chooses the status: a mistake of the caller has a status of
 * its own, and any other error, such as a missing permission, is a 500. A 5xx of the service is a 503, since a retry may
 * succeed. The body contains nothing of the service's message, which may name resources.
 *
 * Documented: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html (`__type`),
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html (`Error.Code`)
 */
export function errorResponses(statuses: ErrorStatuses): readonly IntegrationResponseProps[] {
  return [
    {
      statusCode: 400,
      selectionPattern: '4\\d{2}',
      responseTemplates: { 'application/json': clientErrorTemplate({ ...COMMON_ERRORS, ...statuses }) },
    },
    {
      statusCode: 503,
      selectionPattern: '5\\d{2}',
      responseTemplates: { 'application/json': messageOf(503) },
    },
  ];
}

/** A body like those of the gateway's own errors. */
export function messageOf(status: number): string {
  return JSON.stringify({ message: status === 500 ? 'Internal server error' : (STATUS_CODES[status] ?? 'Error') });
}

/** A response without a body. The template is a comment: with an empty template, the response would have the service's body. */
export const NO_CONTENT: IntegrationResponseProps = {
  statusCode: 204,
  responseTemplates: { 'application/json': '##' },
};

/** VTL that replaces the response's status. */
export function respondWith(status: number, body = messageOf(status)): string {
  return `#set($context.responseOverride.status = ${status})${body}`;
}

/** A template for WebSocket APIs, whose responses have no status to replace. */
export function withoutStatus(template: string): string {
  return template.replaceAll(/#set\(\$context\.responseOverride\.status = \d+\)/g, '');
}

function clientErrorTemplate(statuses: ErrorStatuses): string {
  const byStatus = new Map<number, string[]>();
  for (const [name, status] of Object.entries(statuses)) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), name.replaceAll(/[^\w-]/g, '[$&]')]);
  }
  const branches = [...byStatus, [TOO_MANY_REQUESTS, THROTTLED] as const].map(([status, names], index) => {
    const condition = `$type.matches(${singleQuoted(names.join('|'))})`;
    return `${index === 0 ? '#if' : '#elseif'}(${condition})${status === 400 ? messageOf(status) : respondWith(status)}`;
  });
  return [
    // `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException`, or the code of a query protocol.
    "#set($type = $input.path('$.__type'))#if($type == '')#set($type = $input.path('$.Error.Code'))#end",
    "#set($type = $type.replaceAll('^.*#', ''))",
    ...branches,
    `#{else}${respondWith(500)}#end`,
  ].join('\n');
}

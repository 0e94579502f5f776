import { isObject } from '../../../../support/is-object.js';
import type { ServiceCall } from './service-call.js';

/**
 * An action of SQS in its query protocol.
 *
 * Documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 * Assumed: API Gateway calls SQS in this protocol, so that clients receive XML.
 *
 * @param members a list's items, and a map's entries, are numbered under the member's name
 */
export function sqsCall(action: string, members: Readonly<Record<string, QueryValue | undefined>>): ServiceCall {
  const form = new URLSearchParams([
    ['Action', action],
    ['Version', '2012-11-05'],
    ...Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : flatten(name, value))),
  ]);
  return {
    method: 'POST',
    path: '/',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: form.toString(),
  };
}

type QueryValue = string | readonly string[] | Readonly<Record<string, unknown>>;

type Pair = [name: string, value: string];

function flatten(name: string, value: QueryValue): readonly Pair[] {
  if (typeof value === 'string') return [[name, value]];
  if (isStrings(value)) return value.map((item, index): Pair => [`${name}.${index + 1}`, item]);
  return Object.entries(value).flatMap(([key, attribute], index): readonly Pair[] => {
    const place = `${name}.${index + 1}`;
    const parts = isObject(attribute) ? Object.entries(attribute) : [];
    return [[`${place}.Name`, key], ...parts.map(([part, text]): Pair => [`${place}.Value.${part}`, String(text)])];
  });
}

function isStrings(value: QueryValue): value is readonly string[] {
  return Array.isArray(value);
}

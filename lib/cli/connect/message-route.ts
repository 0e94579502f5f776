import type { WebSocketApi } from '../../model/websocket-api.js';
import { routeName } from '../../model/route-key.js';
import { printSelectionExpression } from '../../model/selection-expression.js';
import { printValue } from '../../model/value.js';
import { isObject } from '../../support/is-object.js';
import { suggestName } from '../../support/nearest-name.js';
import { own } from '../../support/own.js';
import { SluiceError } from '../../support/sluice-error.js';

/** How messages name their route. */
export interface MessageRoutes {
  /** Where in a message the route key is; undefined where it is not a member of messages. */
  readonly member: readonly string[] | undefined;
  /** As written. */
  readonly expression: string;
  /** Undefined where the API is not known. */
  readonly keys?: readonly string[];
}

/** Messages to an API of which only the address is known. */
export const COMMON_ROUTES: MessageRoutes = { member: ['action'], expression: '$request.body.action' };

/**
 * How the messages of an API name their route.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function messageRoutes({ routeSelectionExpression: expression, routes }: WebSocketApi): MessageRoutes {
  const [part, ...others] = expression.kind === 'expression' ? expression.parts : [];
  const path =
    part?.kind === 'variable' && part.variable.kind === 'request.body' && others.length === 0 ? part.variable.path : '';
  return {
    member: /^[\w-]+(?:\.[\w-]+)*$/.test(path) ? path.split('.') : undefined,
    expression: printValue(printSelectionExpression(expression)),
    keys: routes.map(({ routeKey }) => routeName(routeKey)).filter((key) => !key.startsWith('$')),
  };
}

/** @throws {SluiceError} usage-invalid for a route that no message can name */
export function checkMessageRoute(key: string, { member, expression, keys }: MessageRoutes): void {
  if (member === undefined) {
    throw new SluiceError(
      'usage-invalid',
      `Cannot choose the route "${key}": "${expression}" is not a member of messages`,
      {
        hint: 'Write whole messages, without a route',
      },
    );
  }
  if (key.startsWith('$')) {
    throw new SluiceError('usage-invalid', `Cannot choose the route "${key}": a message does not name it`, {
      hint: 'Messages that name no other route get to $default',
    });
  }
  if (keys === undefined || keys.includes(key)) return;
  throw new SluiceError('usage-invalid', `Cannot choose the route "${key}": the API has no such route`, {
    hint: suggestName(key, 'Routes', keys),
  });
}

/**
 * A line as a message of a route: an object gets the route as its first member, any other line becomes the member
 * `message` of one. What a line says of its route itself stays.
 *
 * @example
 * messageOfRoute('{"to":"ana"}', 'send', ['action']); // '{"action":"send","to":"ana"}'
 * messageOfRoute('Hello', 'send', ['action']); // '{"action":"send","message":"Hello"}'
 */
export function messageOfRoute(line: string, key: string, member: readonly string[]): string {
  const object = parseObject(line);
  const [first = ''] = member;
  if (object === undefined)
    return JSON.stringify({ ...nested(member, key), [first === 'message' ? 'body' : 'message']: line });
  if (Object.hasOwn(object, first)) return JSON.stringify(withMember(object, member, key));
  // The line stays as it is written, with its large numbers.
  const rest = line.trim().slice(1);
  const inserted = JSON.stringify(nested(member, key)).slice(0, -1);
  return `${inserted}${Object.keys(object).length === 0 ? '' : ','}${rest}`;
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function nested(member: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  return member.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Readonly<Record<string, unknown>>;
}

/** The object with a member that it does not have yet. */
function withMember(
  object: Readonly<Record<string, unknown>>,
  [first = '', ...rest]: readonly string[],
  value: string,
): Readonly<Record<string, unknown>> {
  const there = own(object, first);
  if (there === undefined) return { ...object, [first]: rest.length === 0 ? value : nested(rest, value) };
  return isObject(there) && rest.length > 0 ? { ...object, [first]: withMember(there, rest, value) } : object;
}

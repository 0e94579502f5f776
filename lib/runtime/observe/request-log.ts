import type { LoggedEvent, RuntimeLog } from '../environment.js';
import type { GatewayFault } from '../fault.js';
import type { HeaderLine, HttpRequest } from '../http-message.js';
import { withoutSecrets } from './redact.js';

/**
 * Tells the log of an answered request, or of its failure alone where nobody asks for requests.
 *
 * @param failure what a phase threw
 * @param hint says more than the failure, where there is one
 */
export function reportRequest(
  log: RuntimeLog,
  request: Pick<HttpRequest, 'method' | 'target' | 'headers'>,
  answer: { readonly api: string; readonly status: number; readonly durationMs: number },
  failure: GatewayFault | undefined,
  hint: string | undefined,
): void {
  const { method, target, headers } = request;
  const path = pathOf(target);
  const reason = hint ?? (failure === undefined ? undefined : withoutSecrets(reasonOf(failure), headers));
  if (log.requestAnswered !== undefined)
    log.requestAnswered({ ...answer, method, path, ...(reason !== undefined && { reason }) });
  else if (failure !== undefined && isHiddenFromClient(failure, answer.status))
    log.warn(`${answer.api}  ${method} ${path}  ${withoutSecrets(reasonOf(failure), headers)}`);
}

/**
 * Tells the log of a message or of the end of a connection, or of its failure alone where nobody asks for events: a client
 * learns little of why its message failed, and nothing of `$disconnect`.
 *
 * @param headers of the request that opened the connection
 */
export function reportEvent(
  log: RuntimeLog,
  event: Omit<LoggedEvent, 'reason'>,
  failure: GatewayFault | undefined,
  headers: readonly HeaderLine[],
): void {
  if (log.connectionEvent === undefined && failure === undefined) return;
  const reason = failure && withoutSecrets(reasonOfEvent(failure), headers);
  if (log.connectionEvent !== undefined) log.connectionEvent({ ...event, ...(reason !== undefined && { reason }) });
  else log.warn(`${event.api}  ${event.routeKey ?? event.type}  ${reason ?? ''}`);
}

function reasonOfEvent(failure: GatewayFault): string {
  return failure.cause.kind === 'unknown-route' ? 'No route for it, and no $default' : reasonOf(failure);
}

/** What a log says of a failure; what a function threw is in it already, as the function's output. */
export function reasonOf({ cause, message }: GatewayFault): string {
  return cause.kind === 'function-error' ? 'The function failed' : message;
}

/** The response does not say what happened. */
function isHiddenFromClient({ cause }: GatewayFault, status: number): boolean {
  return status >= 500 || cause.kind === 'invalid-body';
}

/** Without the query, where clients put keys and tokens. */
function pathOf(target: string): string {
  const question = target.indexOf('?');
  return question === -1 ? target : target.slice(0, question);
}

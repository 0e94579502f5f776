import type { RuntimeLog } from '../runtime/environment.js';
import type { Output } from './output.js';

/** Structured logs are long lines that people want whole. */
const FUNCTION_LINE_LENGTH = 10_000;

/** What a runtime and its functions say while they run, as lines about the run. */
export function runtimeLog(output: Output): RuntimeLog {
  return {
    warn: (message) => output.log(message),
    functionOutput: ({ functionName, text }) => output.log(`${functionName}  ${text}`, FUNCTION_LINE_LENGTH),
  };
}

/**
 * The same with a line for each request, and for each event of a WebSocket connection.
 *
 * @param namesApi whether several APIs are served
 */
export function requestLog(output: Output, namesApi: boolean): RuntimeLog {
  const write = (api: string, line: string, reason: string | undefined): void =>
    output.logSoon(`${namesApi ? `${api}  ` : ''}${line}${reason === undefined ? '' : `  ${reason}`}`);
  return {
    ...runtimeLog(output),
    requestAnswered({ api, method, path, status, durationMs, reason }) {
      write(api, `${method} ${path}  ${status}  ${printTime(durationMs)}`, reason);
    },
    connectionEvent({ api, type, connectionId, routeKey, durationMs, reason }) {
      const route = routeKey === undefined || type === 'DISCONNECT' ? '' : ` ${routeKey}`;
      write(api, `${type}${route}  ${connectionId}  ${printTime(durationMs)}`, reason);
    },
  };
}

function printTime(durationMs: number): string {
  return `${durationMs < 10 ? durationMs.toFixed(1) : durationMs.toFixed(0)} ms`;
}

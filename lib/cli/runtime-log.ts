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
 * The same with a line for each request.
 *
 * @param namesApi whether several APIs are served
 */
export function requestLog(output: Output, namesApi: boolean): RuntimeLog {
  return {
    ...runtimeLog(output),
    requestAnswered({ api, method, path, status, durationMs, reason }) {
      const time = durationMs < 10 ? durationMs.toFixed(1) : durationMs.toFixed(0);
      const line = `${method} ${path}  ${status}  ${time} ms`;
      output.logSoon(`${namesApi ? `${api}  ` : ''}${line}${reason === undefined ? '' : `  ${reason}`}`);
    },
  };
}

import type { RuntimeLog } from '../runtime/environment.js';
import type { Output } from './output.js';

/** What a runtime and its functions say while they run, as lines about the run. */
export function runtimeLog(output: Output): RuntimeLog {
  return {
    warn: (message) => output.log(message),
    functionOutput: ({ functionName, text }) => output.log(`${functionName}  ${text}`),
  };
}

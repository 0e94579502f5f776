import type { BufferedResponse, HttpResponse } from '../runtime/http-message.js';
import type { RequestTrace } from '../runtime/observe/trace.js';
import type { Output } from './output.js';

/** Prints what each phase made, and why the last one failed. */
export function printTrace(trace: RequestTrace, output: Output): void {
  for (const { phase, durationMs, output: made } of trace.print())
    output.line(`${phase.padEnd(22)} ${durationMs.toFixed(3)} ms  ${JSON.stringify(made)}`);
  const failure = trace.failure?.message;
  if (failure !== undefined) output.line(`${'failure'.padEnd(22)} ${failure}`);
}

/** Prints the status and headers of a response. */
export function printHead({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>, output: Output): void {
  output.line(`HTTP/1.1 ${status}`);
  for (const [name, value] of headers) output.line(`${name}: ${value}`);
  output.line();
}

/** A response in JSON, with the bytes of a body that is not a string. */
export function printResponse({ status, headers, body }: BufferedResponse): Readonly<Record<string, unknown>> {
  const text = body.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(body);
  return { status, headers, ...(isText ? { body: text } : { bodyBase64: body.toString('base64') }) };
}

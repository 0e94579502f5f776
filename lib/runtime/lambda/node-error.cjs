'use strict';
// What Lambda's Node runtimes report of an error. Plain CommonJS, so that a worker loads it from source and from dist.

/**
 * The runtime's own errors; their names are the `errorType`s that a caller meets.
 *
 * Documented: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (names and messages)
 */
class RuntimeError extends Error {
  constructor(name, message, options) {
    super(message, options);
    this.name = `Runtime.${name}`;
    // The stack's first line was written before the name was known.
    this.stack = String(this.stack).replace(/^Error/, this.name);
  }
}

/** The payload of a failed invocation as JSON: `errorType`, `errorMessage`, `trace`, in this order. */
function errorPayload(error) {
  try {
    if (looksLikeError(error)) {
      return JSON.stringify({
        errorType: escapeDelete(error.name),
        errorMessage: escapeDelete(error.message),
        trace: escapeDelete(error.stack).split('\n'),
      });
    }
    return JSON.stringify({ errorType: typeof error, errorMessage: error.toString(), trace: [] });
  } catch {
    return JSON.stringify({
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    });
  }
}

// An error of another realm (a test runner's, a vm's) is no `instanceof Error`.
function looksLikeError(error) {
  if (error instanceof Error) return true;
  return [error?.name, error?.message, error?.stack].every((part) => typeof part === 'string' && part !== '');
}

function escapeDelete(text) {
  return String(text).replaceAll('\x7F', '%7F');
}

module.exports = { RuntimeError, errorPayload };

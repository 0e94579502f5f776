'use strict';
// Runs a Node handler for one event as Lambda's runtime does. Plain CommonJS, so that a worker loads it from source and
// from dist; the inline isolation calls the same functions.

const { finished } = require('node:stream/promises');
const { RuntimeError, errorPayload } = require('./node-error.cjs');
const { ResponseStream, isStreaming } = require('./node-response-stream.cjs');

const CALLBACKS_REMOVED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
  'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
  'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/**
 * How a handler wants to be called: `stream`, `callback` (Node.js 22 and earlier: callbacks, the context's done, fail and
 * succeed, and only a promise's value counts) or `return` (Node.js 24: whatever is returned counts).
 *
 * Without a runtime's name the number of parameters decides between the last two.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @throws Runtime.CallbackHandlerDeprecated for three parameters on Node.js 24
 */
function handlerStyle(handler, runtime) {
  if (isStreaming(handler)) return 'stream';
  const version = /^nodejs(\d+)/.exec(runtime ?? '')?.[1];
  if (version !== undefined && Number(version) < 24) return 'callback';
  if (handler.length < 3) return 'return';
  if (version === undefined) return 'callback';
  throw new RuntimeError('CallbackHandlerDeprecated', CALLBACKS_REMOVED);
}

/**
 * Calls a handler once and calls `end(kind, content)` at most once: kind `r` with the result's JSON, `e` with an error's
 * JSON, `s` with nothing behind a streamed response, which goes to `streams.openStream()` (see `ResponseStream`).
 *
 * `call`: `{ event, context }`, context as `contextOf` makes it. `whenLoopIsEmpty(then, what)` runs `then` when the event
 * loop has nothing left to wait for. `what` helps where that cannot be known: then `answer` may run at once (a callback's
 * value), `promise` never (the handler's promise is pending), `nothing` when nobody can call back any more.
 */
function invokeHandler(handler, style, call, end, whenLoopIsEmpty, streams) {
  if (style === 'stream') return invokeStreaming(handler, call, end, whenLoopIsEmpty, streams);
  if (style === 'callback') return invokeWithCallback(handler, call, end, whenLoopIsEmpty);
  let returned;
  try {
    returned = handler(call.event, call.context);
  } catch (error) {
    end('e', errorPayload(error));
    return;
  }
  if (!isThenable(returned)) {
    endWithResult(returned, style, end);
    return;
  }
  whenLoopIsEmpty(() => end('e', errorPayload(neverSettled())), 'promise');
  // A native promise stays the one that it is.
  Promise.resolve(returned).then(
    (value) => endWithResult(value, style, end),
    (error) => end('e', errorPayload(error)),
  );
}

/** One whose `then` cannot be read becomes a promise that is rejected. */
function isThenable(value) {
  try {
    return typeof value?.then === 'function';
  } catch {
    return true;
  }
}

function endWithResult(value, style, end) {
  let text;
  try {
    text = JSON.stringify(value === undefined ? null : value);
  } catch {
    const message = 'Unable to stringify response body';
    // Documented: an `Error` up to Node.js 22, since then one with a name (the runtime's releases 3 and 4).
    end('e', errorPayload(style === 'return' ? new RuntimeError('JSONStringifyError', message) : new Error(message)));
    return;
  }
  end('r', text ?? 'null');
}

function neverSettled() {
  return new RuntimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that ' +
      'was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}

function invokeWithCallback(handler, call, end, whenLoopIsEmpty) {
  const { context } = call;
  let isDone = false;
  const finish = (error, value) => {
    if (error !== undefined && error !== null) end('e', errorPayload(error));
    else endWithResult(value, 'callback', end);
  };
  const once = (then) => (first, second) => {
    if (isDone) return;
    isDone = true;
    then(first, second);
  };
  context.callbackWaitsForEmptyEventLoop = true;
  context.done = once(finish);
  context.succeed = once((value) => finish(null, value));
  context.fail = once((error) => finish(error ?? 'handled'));
  const callback = once((error, value) => {
    // An error goes out at once; a value waits for whatever the handler left running.
    const waits = (error === undefined || error === null) && context.callbackWaitsForEmptyEventLoop;
    if (waits) whenLoopIsEmpty(() => finish(error, value), 'answer');
    else finish(error, value);
  });
  let returned;
  try {
    returned = handler(call.event, context, callback);
  } catch (error) {
    callback(error ?? 'handled');
    return;
  }
  const isPromise = isThenable(returned);
  if (!isDone) {
    // Documented: who never answers is answered for, with an error for async functions and with null for others.
    const isAsync = handler.constructor?.name === 'AsyncFunction';
    const answer = once(() => (isAsync ? end('e', errorPayload(neverSettled())) : end('r', 'null')));
    whenLoopIsEmpty(answer, isPromise ? 'promise' : 'nothing');
  }
  if (isPromise) Promise.resolve(returned).then(context.succeed, context.fail);
}

async function invokeStreaming(handler, call, end, whenLoopIsEmpty, streams) {
  const stream = new ResponseStream(streams);
  const written = finished(stream);
  // It is looked at when the handler is done; until then its error is nobody's.
  written.catch(() => {});
  try {
    const returned = handler(call.event, stream, call.context);
    if (typeof returned?.then !== 'function') throw 'Streaming does not support non-async handlers.';
    await returned;
    // What the handler left running may still write.
    const unfinished = new Promise((_resolve, reject) => {
      whenLoopIsEmpty(() => reject('Response stream is not finished.'), 'promise');
    });
    await Promise.race([written, unfinished]);
    end('s', '');
  } catch (error) {
    // What still writes to it must not reach the next invocation.
    stream.destroy();
    // What a writer says of a stream that was taken from it is no error of the function.
    const isCut = stream.isAbandoned && String(error?.code).startsWith('ERR_STREAM_');
    if (isCut) end('s', '');
    else end('e', errorPayload(error));
  }
}

/**
 * The `context` of one invocation.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
function contextOf(identity, requestId, deadlineMs, qualifier) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: identity.functionName,
    memoryLimitInMB: identity.memoryLimit,
    logGroupName: identity.logGroupName,
    logStreamName: identity.logStreamName,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: qualifier ? `${identity.functionArn}:${qualifier}` : identity.functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}

module.exports = { contextOf, handlerStyle, invokeHandler };

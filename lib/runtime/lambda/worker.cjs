'use strict';
// The entry of a worker thread or child process that runs a Node function, one event at a time. Plain CommonJS without
// imports from lib, so that it runs from source and from dist.
//
// Messages are strings, which cost the least to send; only a process's first one is not, its settings.
// In, lists of them: `claim\nrequestId\ntrace\nqualifier\nform\npayload`, where the payload is the event's JSON or, with the
// number of a form, the values that belong into that; `F` and the JSON of the next form; `A` and `C` with a request id: the
// last chunk of its streamed response is taken, nobody reads on.
// Out: a letter and its content: `R` loaded (JSON list of files), `I` failed to load (error payload), `r` result, `e` error,
// `f` error that ends this environment, `l` a response larger than Lambda takes, `j` the payload is no JSON, `B` a streamed
// response begins (its content type), `w` its next chunk (base64), of which one at a time is on its way, `s` its end, `o` and
// `x` a line for stdout and stderr (`requestId\ntext`), `m` the name of an SDK package that is missing.

const { sep } = require('node:path');
const { isMainThread, receiveMessageOnPort, workerData } = require('node:worker_threads');
const { errorPayload, RuntimeError } = require('./node-error.cjs');
const { loadHandler } = require('./node-handler.cjs');
const { leadManagementCalls } = require('./node-management.cjs');
const { contextOf, handlerStyle, invokeHandler } = require('./node-invocation.cjs');
const { OutputLines } = require('./output-lines.cjs');

/** `WorkerSettings`, with the port and the shared memory of a thread. */
let settings = workerData;
const channel = isMainThread ? processChannel() : threadChannel();

let requestId = '';
let isLoaded = false;
/** Takes the end of the invocation that runs; replaced by each one. */
let end = () => {};
const NOTHING = () => {};
let onEmptyLoop = NOTHING;
/** The streamed response of the invocation that runs. */
let stream;

function threadChannel() {
  const { port } = settings;
  return {
    send: (text) => port.postMessage(text),
    listen: (receive) =>
      port.on('message', (message) => {
        receive(message);
        // What has come meanwhile is taken at once, which costs a fraction of an event each.
        for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
          receive(next.message);
        }
      }),
    ref: () => port.ref(),
    unref: () => port.unref(),
    exit: (code) => process.exit(code),
  };
}

function processChannel() {
  // A function never outlives the gateway.
  process.on('disconnect', () => process.exit());
  // What a function tells a process manager, as servers do, is no answer of it. On Lambda there is nobody to tell.
  const send = process.send.bind(process);
  process.send = undefined;
  process.disconnect = undefined;
  return {
    send: (text) => send(text),
    listen: (receive) => process.on('message', receive),
    ref: () => process.channel?.ref(),
    unref: () => process.channel?.unref(),
    // What was sent must have left before the process ends.
    exit: (code) => send('', () => process.exit(code)),
  };
}

/** Everything that the function prints goes out as lines with the request id, in order with its results. */
function captureOutput() {
  const send = (letter) => new OutputLines((line) => sendOutput(`${letter}${requestId}\n${line}`));
  const out = send('o');
  const err = send('x');
  const write = (lines) => (chunk, encoding, callback) => {
    lines.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  // The console writes through these streams too.
  process.stdout.write = write(out);
  process.stderr.write = write(err);
  return () => {
    out.end();
    err.end();
  };
}

const flushOutput = captureOutput();

/** As much as a pipe holds. */
const OUTPUT_ON_ITS_WAY = 65_536;

/** A thread waits, as for a full pipe, until the gateway has taken what it printed before. A process has a pipe. */
function sendOutput(message) {
  const { printed } = settings;
  if (printed !== undefined) {
    for (let ahead = Atomics.load(printed, 0); ahead > OUTPUT_ON_ITS_WAY; ahead = Atomics.load(printed, 0)) {
      Atomics.wait(printed, 0, ahead);
    }
    Atomics.add(printed, 0, message.length);
  }
  channel.send(message);
}

function fail(error) {
  flushOutput();
  const payload = errorPayload(error);
  if (isLoaded) end('f', payload);
  else channel.send(`I${payload}`);
}

process.on('uncaughtException', (error) => {
  fail(error);
  channel.exit(129);
});

process.on('unhandledRejection', (reason) => {
  fail(new RuntimeError('UnhandledPromiseRejection', String(reason)));
  channel.exit(128);
});

process.on('beforeExit', () => {
  // Back to waiting for events, whatever the listener does.
  channel.ref();
  const listener = onEmptyLoop;
  onEmptyLoop = NOTHING;
  listener();
});

/** Calls in line; the gateway may take back those that have not begun. */
const line = [];
let isRunning = false;

function runNext(handler, style) {
  while (!isRunning && line.length > 0) run(handler, style, line.shift());
}

/** What events of one shape have in common, in the order in which it came: `EventForm` of runtime/event-template.ts. */
const forms = [];

/** `TemplateEvent.build()` of the same file. */
function build({ objects }, values) {
  const built = [];
  let next = 0;
  for (const { fixed, gaps, lasts, place } of objects) {
    const object = { ...fixed };
    for (const name of gaps) object[name] = values[next++];
    for (const { name, lists } of lasts) object[name] = lastOfEach(object[lists]);
    if (place !== undefined) built[place.object][place.name] = object;
    built.push(object);
  }
  return built[0];
}

function lastOfEach(lists) {
  if (lists === null) return null;
  const last = { ...lists };
  for (const name of Object.keys(last)) last[name] = last[name].at(-1);
  return last;
}

/** False when the gateway has taken the call back. */
function claim(number) {
  const { claims } = settings;
  if (number === 0) return true;
  const isMine = Atomics.compareExchange(claims, 1 + (number % (claims.length - 1)), number, 0) === number;
  Atomics.store(claims, 0, number);
  return isMine;
}

function run(handler, style, message) {
  const [claimEnd, idEnd, traceEnd, qualifierEnd, formEnd] = lineEnds(message);
  if (!claim(Number(message.slice(0, claimEnd)))) return;
  isRunning = true;
  requestId = message.slice(claimEnd + 1, idEnd);
  const trace = message.slice(idEnd + 1, traceEnd);
  if (trace === '') delete process.env._X_AMZN_TRACE_ID;
  else process.env._X_AMZN_TRACE_ID = trace;
  let hasEnded = false;
  end = (kind, content) => {
    if (hasEnded) return;
    hasEnded = true;
    onEmptyLoop = NOTHING;
    stream = undefined;
    channel.ref();
    flushOutput();
    channel.send(content.length > settings.responseLimitBytes ? 'l' : kind + content);
    if (kind === 'f') return;
    isRunning = false;
    runNext(handler, style);
  };
  let event;
  try {
    const payload = JSON.parse(message.slice(formEnd + 1));
    const form = message.slice(qualifierEnd + 1, formEnd);
    event = form === '' ? payload : build(forms[form], payload);
  } catch (error) {
    end('j', String(error.message));
    return;
  }
  const deadlineMs = Date.now() + settings.timeoutMs;
  const context = contextOf(settings.identity, requestId, deadlineMs, message.slice(traceEnd + 1, qualifierEnd));
  const whenLoopIsEmpty = (then) => {
    if (hasEnded) return;
    onEmptyLoop = then;
    if (stream?.onTaken === undefined) channel.unref();
  };
  invokeHandler(handler, style, { event, context }, end, whenLoopIsEmpty, { openStream });
}

/** Of a chunk that is sent; a larger one goes in pieces. */
const PIECE_BYTES = 65_536;

function openStream(contentType, onAbandoned) {
  const opened = { requestId, onAbandoned, onTaken: undefined, isAbandoned: false };
  stream = opened;
  channel.send(`B${contentType}`);
  const write = (bytes, taken) => {
    // An invocation that was answered for is over.
    if (bytes.length === 0 || opened.isAbandoned || stream !== opened) {
      process.nextTick(taken);
      return;
    }
    opened.onTaken = () => write(bytes.subarray(PIECE_BYTES), taken);
    // Only the gateway ends this wait.
    channel.ref();
    channel.send(`w${bytes.toString('base64', 0, PIECE_BYTES)}`);
  };
  return { write };
}

/** @param isAbandoned whether nobody reads on */
function goOn(id, isAbandoned) {
  if (stream?.requestId !== id) return;
  const { onTaken } = stream;
  stream.onTaken = undefined;
  if (isAbandoned) {
    stream.isAbandoned = true;
    stream.onAbandoned();
  }
  onTaken?.();
  if (onEmptyLoop !== NOTHING && stream?.onTaken === undefined) channel.unref();
}

function lineEnds(message) {
  const ends = [];
  for (let at = -1; ends.length < 5;) ends.push((at = message.indexOf('\n', at + 1)));
  return ends;
}

/** What a change of which calls for a restart. ES modules are not listed anywhere. */
function loadedFiles() {
  const isOwn = (file) => file.startsWith(__dirname) || file.includes(`${sep}node_modules${sep}`);
  return Object.keys(require.cache).filter((file) => !isOwn(file));
}

async function start() {
  if (settings.nodeOptions !== undefined) process.env.NODE_OPTIONS = settings.nodeOptions;
  process.setSourceMapsEnabled(true);
  const { management } = settings;
  if (management !== undefined) leadManagementCalls(() => management);
  try {
    const handler = await loadHandler(settings.source);
    const style = handlerStyle(handler, settings.runtime);
    isLoaded = true;
    channel.listen((messages) => {
      for (const message of messages) {
        const letter = message[0];
        if (letter === 'F') forms.push(JSON.parse(message.slice(1)));
        else if (letter === 'A' || letter === 'C') goOn(message.slice(1), letter === 'C');
        else line.push(message);
      }
      runNext(handler, style);
    });
    channel.send(`R${JSON.stringify(loadedFiles())}`);
  } catch (error) {
    fail(error);
    const missing = /'(@(?:aws-sdk|smithy)\/[^']*)'/.exec(String(error))?.[1];
    if (missing !== undefined) channel.send(`m${missing}`);
    channel.exit(1);
  }
}

if (isMainThread) {
  process.once('message', (message) => {
    settings = message;
    void start();
  });
} else {
  void start();
}

import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { RuntimeLog } from '../environment.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import { readLines } from './output-lines.js';
import { WorkerEnvironment } from './worker-environment.js';
import type { WorkerSettings } from './worker-settings.js';
import { PROGRAM_FOLDER } from './program-folder.js';

/** Several times as many as calls are sent ahead. */
const PLACES_FOR_CLAIMS = 65;

/**
 * Runs a Node function in a worker thread: `process.env` and all globals are its own, it starts in some 20 ms, and a busy
 * loop can be ended. It shares the gateway's working folder and time zone, which `process` isolation does not, and the
 * memory setting bounds its JavaScript heap only.
 *
 * `outgrown` is called when it used up that heap. V8 ends a thread in time when its heap grows in small steps; one that
 * asks for much at once ends the whole process, which nothing can prevent.
 */
export function startThread(
  settings: WorkerSettings,
  environment: Readonly<Record<string, string>>,
  memoryMegabytes: number,
  listener: EnvironmentListener,
  log: RuntimeLog,
  outgrown: () => void,
): ExecutionEnvironment {
  // Node would read NODE_OPTIONS as options of the thread and refuse most of them.
  const { NODE_OPTIONS: nodeOptions, ...env } = environment;
  const claims = new Int32Array(new SharedArrayBuffer(PLACES_FOR_CLAIMS * Int32Array.BYTES_PER_ELEMENT));
  const printed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: port, port2: workerPort } = new MessageChannel();
  const worker = new Worker(join(PROGRAM_FOLDER, 'worker.cjs'), {
    workerData: {
      ...settings,
      claims,
      printed,
      port: workerPort,
      ...(nodeOptions === undefined ? {} : { nodeOptions }),
    },
    transferList: [workerPort],
    env,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  const running = new WorkerEnvironment(
    settings.identity.functionName,
    {
      send: (messages) => port.postMessage(messages),
      stop: async () => {
        await worker.terminate();
      },
    },
    listener,
    log,
    { claims, printed },
  );
  let reason: string | undefined;
  // What has come meanwhile is taken at once, which costs a fraction of an event each.
  const receiveRest = (): void => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      running.receive(next.message);
    }
  };
  port.on('message', (message: unknown) => {
    running.receive(message);
    receiveRest();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    // Observed: a function that outgrows its memory is killed by Lambda.
    const isOutgrown = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    reason = isOutgrown ? 'signal: killed' : 'exit status 1';
    running.receiveLine('stderr', error.message);
    if (isOutgrown) outgrown();
  });
  worker.on('exit', (code) => {
    receiveRest();
    port.close();
    running.ended(reason ?? (code === 0 ? undefined : `exit status ${code}`));
  });
  readLines(worker.stdout, (line) => running.receiveLine('stdout', line));
  readLines(worker.stderr, (line) => running.receiveLine('stderr', line));
  // The pending deadline of each call keeps the gateway's process alive, an idle function does not.
  worker.unref();
  port.unref();
  return running;
}

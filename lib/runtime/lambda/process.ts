import { fork } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { RuntimeLog } from '../environment.js';
import { startChild } from './child-start.js';
import type { EnvironmentListener, ExecutionEnvironment } from './execution-environment.js';
import { exitReason } from './function-error.js';
import { readLines } from './output-lines.js';
import { WorkerEnvironment } from './worker-environment.js';
import type { WorkerSettings } from './worker-settings.js';
import { PROGRAM_FOLDER } from './program-folder.js';

/**
 * Runs a Node function in a process of its own: variables, time zone, working folder, exit and crash are the function's
 * alone, as in Lambda. It starts in some 60 ms.
 *
 * `inspectPort` opens Node's inspector on that port of the loopback address (0: any).
 *
 * @throws {Error} as `startChild` does
 */
export function startProcess(
  settings: WorkerSettings,
  environment: Readonly<Record<string, string>>,
  memoryMegabytes: number,
  inspectPort: number | undefined,
  listener: EnvironmentListener,
  log: RuntimeLog,
): ExecutionEnvironment {
  const { functionName } = settings.identity;
  const child = startChild(functionName, environment, () =>
    fork(join(PROGRAM_FOLDER, 'worker.cjs'), [], {
      cwd: settings.source.taskRoot,
      env: environment,
      execArgv: [
        `--max-old-space-size=${memoryMegabytes}`,
        ...(inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`]),
      ],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  );
  const hasEnded = new Promise<void>((resolve) => {
    // Not its `close`, which waits for streams that do not keep the gateway's process alive.
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const running = new WorkerEnvironment(
    functionName,
    {
      // A child that just ended is reported by its `close`; the send has nothing to add.
      send: (messages) => child.send(messages, () => undefined),
      stop: async () => {
        // Its end is waited for, so it must keep the gateway's process alive once more.
        child.ref();
        child.kill('SIGKILL');
        await hasEnded;
      },
    },
    listener,
    log,
  );
  child.on('message', (message) => running.receive(message));
  child.on('error', (error) => {
    running.receiveLine('stderr', error.message);
    running.ended('exit status 1');
  });
  child.on('close', (code, signal) => running.ended(exitReason(code, signal)));
  readLines(child.stdout, (line) => running.receiveLine('stdout', line));
  readLines(child.stderr, (line) => running.receiveLine('stderr', line));
  // Not as an argument: the code may be with it, and Linux takes 128 KB in one.
  child.send(settings, () => undefined);
  // The pending deadline of each call keeps the gateway's process alive, an idle function does not.
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();
  return running;
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LambdaFunction } from '../../model/lambda-function.js';
import type { RuntimeLog } from '../environment.js';
import type { ManagementEndpoint } from '../management-endpoint.js';
import { handlerName, placeCode } from './code-folder.js';
import type { FunctionIdentity } from './function-call.js';
import { invalidEntrypoint, refused } from './function-error.js';
import type { PreparedCode } from './function-pool.js';
import { startWithRuntimeApi } from './runtime-api.js';
import type { TemporaryFolder } from './temporary-folder.js';
import { PROGRAM_FOLDER } from './program-folder.js';

export interface ProcessRuntimeSettings {
  readonly definition: LambdaFunction;
  readonly family: 'python' | 'custom';
  readonly temporary: TemporaryFolder;
  readonly newIdentity: () => FunctionIdentity;
  readonly managementEndpoint: () => Promise<ManagementEndpoint | undefined>;
  readonly variables: (
    identity: FunctionIdentity,
    taskRoot: string,
    handler: string,
    management: ManagementEndpoint | undefined,
  ) => Record<string, string>;
  readonly log: RuntimeLog;
}

/** Prepares a Python function or one with its own `bootstrap` to run as processes against the Runtime API. */
export async function prepareProcessRuntime(settings: ProcessRuntimeSettings): Promise<PreparedCode> {
  const { definition, family, log } = settings;
  try {
    const folder = await placeCode(definition, settings.temporary);
    const { taskRoot } = folder;
    const handler = handlerName(definition, folder);
    const management = await settings.managementEndpoint();
    const bootstrap = join(taskRoot, 'bootstrap');
    const program = family === 'custom' ? bootstrap : await findPython(definition, log);
    // No bytecode is written, as on Lambda, where the code's folder is read-only.
    const programArguments = family === 'custom' ? [] : ['-u', '-B', join(PROGRAM_FOLDER, 'python-bootstrap.py')];
    return {
      kind: 'startable',
      files: [],
      start: (listener) => {
        if (family === 'custom' && !existsSync(bootstrap)) {
          // Observed: the paths are those of Lambda's file system.
          const message = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]";
          listener.failed((requestId) => invalidEntrypoint(requestId, message));
          return ENDED;
        }
        const identity = settings.newIdentity();
        const variables = settings.variables(identity, taskRoot, handler, management);
        const environment = family === 'python' ? { ...variables, ...managementVariable(management) } : variables;
        return startWithRuntimeApi(
          {
            identity,
            program,
            programArguments,
            taskRoot,
            timeoutMs: definition.timeoutMs,
            environment,
            takesPath: family === 'python',
          },
          listener,
          log,
        );
      },
    };
  } catch (error) {
    return { kind: 'failed', outcome: refused('ResourceNotFoundException', (error as Error).message) };
  }
}

/** Taken out again by `python_management.py`, before the function is loaded. */
function managementVariable(endpoint: ManagementEndpoint | undefined): Record<string, string> {
  return endpoint === undefined
    ? {}
    : { SLUICE_MANAGEMENT: `http://${endpoint.host}:${endpoint.port} ${endpoint.token}` };
}

const ENDED = {
  state: 'ended',
  files: [],
  lookahead: 0,
  hasBegun: () => true,
  takeBack: () => false,
  run: () => undefined,
  stop: () => Promise.resolve(),
} as const;

/** The interpreter of the function's own version, else any Python 3, with a warning. */
async function findPython({ name, runtime = 'python3' }: LambdaFunction, log: RuntimeLog): Promise<string> {
  const exact = await interpreterPath(runtime);
  if (exact !== undefined) return exact;
  const other = await interpreterPath('python3');
  if (other === undefined) {
    throw new Error(`Cannot run function "${name}": neither ${runtime} nor python3 is installed`);
  }
  log.warn(`Function "${name}" requires ${runtime}, which is not installed, and runs with ${other}`);
  return other;
}

const interpreters = new Map<string, Promise<string | undefined>>();

/** Asked once: what a version manager puts on the path is slow to start, and may stand for nothing. */
function interpreterPath(program: string): Promise<string | undefined> {
  let path = interpreters.get(program);
  if (path === undefined) {
    path = new Promise((resolve) => {
      execFile(program, ['-c', 'import sys; print(sys.executable)'], (error, stdout) => {
        // What could not even be asked, as for lack of file descriptors, is asked again.
        if (typeof error?.code === 'string' && error.code !== 'ENOENT') interpreters.delete(program);
        resolve(error === null ? stdout.trim() : undefined);
      });
    });
    interpreters.set(program, path);
  }
  return path;
}

import { randomUUID } from 'node:crypto';
import type { LambdaFunction } from '../../model/lambda-function.js';
import type { Clock, RuntimeLog } from '../environment.js';
import type { ManagementEndpoint, OwnManagementEndpoint } from '../management-endpoint.js';
import type { Deadlines } from './deadlines.js';
import { endpointVariables, functionVariables } from './environment-variables.js';
import type { FunctionIdentity, FunctionRunner } from './function-call.js';
import { refused, RESPONSE_LIMIT_BYTES } from './function-error.js';
import { FunctionPool, type PreparedCode } from './function-pool.js';
import { InlineFunction } from './inline.js';
import type { InlineManagement } from './inline-management.js';
import type { InlineVariables } from './inline-variables.js';
import { placeNodeCode } from './node-code.js';
import { startProcess } from './process.js';
import { prepareProcessRuntime } from './process-runtime.js';
import { runtimeFamily } from './runtime-family.js';
import type { TemporaryFolder } from './temporary-folder.js';
import { startThread } from './thread.js';
import { UnavailableFunction } from './unavailable.js';
import { invokeUrl, UrlFunction } from './url.js';

/** What all runners of one gateway share. */
export interface RunnerSettings {
  readonly isolation: 'thread' | 'process' | 'inline';
  readonly region: string;
  readonly accountId: string;
  readonly log: RuntimeLog;
  readonly clock: Clock;
  /** Function name → variables beside its own; `*` for all functions. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly awsEndpoints: Readonly<Record<string, string>>;
  readonly managementEndpoint: () => Promise<OwnManagementEndpoint | undefined>;
  readonly inspect?: { readonly port: number };
  readonly projectFolder: string;
  readonly maximumEnvironments: number;
  readonly deadlines: Deadlines;
  readonly temporary: TemporaryFolder;
  readonly variables: InlineVariables;
  readonly inlineManagement: InlineManagement;
}

/** A function under a debugger stands still for longer than any timeout. */
const DEBUGGING_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/** Chooses how a function is run, by its code, its runtime and the isolation that was asked for. */
export function createRunner(definition: LambdaFunction, settings: RunnerSettings): FunctionRunner {
  const { code, name } = definition;
  if (code.kind === 'unavailable') return new UnavailableFunction(refused('ResourceNotFoundException', code.reason));
  if (code.kind === 'url') {
    const url = invokeUrl(code.url, name);
    if (url !== undefined) return new UrlFunction(url);
    const message = `Cannot call function "${name}" at "${code.url}": expected an http or https URL`;
    return new UnavailableFunction(refused('ResourceNotFoundException', message));
  }
  warnOfUnresolved(definition, settings.log);
  const { deadlines } = settings;
  if (code.kind === 'function') {
    const identity = newIdentity(definition, settings);
    const prepare = (): Promise<void> => settings.inlineManagement.prepare(name);
    return new InlineFunction({
      definition,
      identity,
      deadlines,
      code: { kind: 'function', handler: code.handler, prepare },
    });
  }
  const family = runtimeFamily(definition);
  if (family === undefined) {
    const advice = `start it yourself and name it with --lambda ${name}=http://…`;
    const message = `Cannot run function "${name}": the runtime ${definition.runtime ?? ''} is not run here; ${advice}`;
    return new UnavailableFunction(refused('ResourceNotFoundException', message));
  }
  if (family !== 'node') {
    return new FunctionPool({
      prepare: () =>
        prepareProcessRuntime({
          definition,
          family,
          temporary: settings.temporary,
          newIdentity: () => newIdentity(definition, settings),
          managementEndpoint: () => workerManagement(settings),
          variables: (identity, taskRoot, handler, management) =>
            variablesOf(definition, handler, identity, taskRoot, management, settings),
          log: settings.log,
        }),
      timeoutMs: definition.timeoutMs,
      maximumEnvironments: settings.maximumEnvironments,
      deadlines,
    });
  }
  if (settings.isolation === 'inline' && settings.inspect === undefined) return inlineModule(definition, settings);
  return new FunctionPool({
    prepare: () => prepareNode(definition, settings),
    timeoutMs: nodeTimeoutMs(definition, settings),
    maximumEnvironments: settings.maximumEnvironments,
    deadlines,
  });
}

function inlineModule(definition: LambdaFunction, settings: RunnerSettings): FunctionRunner {
  const identity = newIdentity(definition, settings);
  const { temporary, projectFolder, variables, inlineManagement, deadlines } = settings;
  return new InlineFunction({
    definition,
    identity,
    deadlines,
    code: {
      kind: 'module',
      place: async (generation) => {
        await inlineManagement.prepare(definition.name);
        return placeNodeCode(definition, temporary, projectFolder, generation);
      },
      setVariables: () => {
        variables.set(definition.name, {
          ...endpointVariables(settings.awsEndpoints),
          ...definition.environment,
          ...extraVariables(definition, settings),
        });
      },
    },
  });
}

async function prepareNode(definition: LambdaFunction, settings: RunnerSettings): Promise<PreparedCode> {
  const { temporary, projectFolder, log, inspect } = settings;
  const { runtime, memoryMegabytes } = definition;
  const code = await placeNodeCode(definition, temporary, projectFolder, 0);
  if (code.kind === 'failed') return code;
  const { source } = code;
  const management = await workerManagement(settings);
  let started = 0;
  let needsProcess = settings.isolation === 'process';
  const outgrown = (): void => {
    if (!needsProcess) log.warn(outgrownWarning(definition));
    needsProcess = true;
  };
  return {
    kind: 'startable',
    files: code.compiledFrom,
    start: (listener) => {
      const identity = newIdentity(definition, settings);
      const variables = variablesOf(definition, definition.handler, identity, source.taskRoot, management, settings);
      const worker = {
        identity,
        source,
        timeoutMs: nodeTimeoutMs(definition, settings),
        responseLimitBytes: RESPONSE_LIMIT_BYTES,
        ...(runtime === undefined ? {} : { runtime }),
        ...(management === undefined ? {} : { management }),
      };
      started += 1;
      if (inspect !== undefined) {
        const port = inspect.port === 0 ? 0 : inspect.port + started - 1;
        return startProcess(worker, variables, memoryMegabytes, port, listener, log);
      }
      if (needsProcess) {
        return startProcess(worker, variables, memoryMegabytes, undefined, listener, log);
      }
      return startThread(worker, variables, memoryMegabytes, listener, log, outgrown);
    },
  };
}

function outgrownWarning({ name, memoryMegabytes }: LambdaFunction): string {
  const what = `Function "${name}" used up its ${memoryMegabytes} MB in a thread and runs as a process from now on`;
  return `${what}: in a thread it may end the gateway, which --lambda-isolation process prevents from the start`;
}

function nodeTimeoutMs(definition: LambdaFunction, settings: RunnerSettings): number {
  return settings.inspect === undefined ? definition.timeoutMs : DEBUGGING_TIMEOUT_MS;
}

function variablesOf(
  definition: LambdaFunction,
  handler: string,
  identity: FunctionIdentity,
  taskRoot: string,
  management: ManagementEndpoint | undefined,
  settings: RunnerSettings,
): Record<string, string> {
  const shared = {
    management,
    region: definition.region ?? settings.region,
    awsEndpoints: settings.awsEndpoints,
    shell: process.env,
  };
  return functionVariables(definition, handler, identity, taskRoot, shared, extraVariables(definition, settings));
}

/** Plain data, which crosses a thread's or process's border. */
async function workerManagement({ managementEndpoint }: RunnerSettings): Promise<ManagementEndpoint | undefined> {
  const endpoint = await managementEndpoint();
  return endpoint && { host: endpoint.host, port: endpoint.port, token: endpoint.token };
}

function extraVariables(definition: LambdaFunction, settings: RunnerSettings): Readonly<Record<string, string>> {
  return { ...settings.environment['*'], ...settings.environment[definition.name] };
}

/** Documented: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html (names of log streams) */
function newIdentity(definition: LambdaFunction, settings: RunnerSettings): FunctionIdentity {
  const { accountId, clock } = settings;
  const { name, region = settings.region } = definition;
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    functionName: name,
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    memoryLimit: String(definition.memoryMegabytes),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  };
}

function warnOfUnresolved({ name, unresolvedEnvironment = [] }: LambdaFunction, log: RuntimeLog): void {
  if (unresolvedEnvironment.length === 0) return;
  const names = unresolvedEnvironment.join(', ');
  log.warn(`Function "${name}" runs without ${names}: only deployment knows their values; give them in sluice.json`);
}

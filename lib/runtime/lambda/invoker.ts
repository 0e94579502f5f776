import { isDeepStrictEqual } from 'node:util';
import type { LambdaFunction } from '../../model/lambda-function.js';
import { QUOTAS } from '../../model/quotas.js';
import { ByteBudget } from '../../support/byte-budget.js';
import type { Clock, Ids, RuntimeLog } from '../environment.js';
import type { LambdaInvocation, LambdaInvoker, LambdaResult } from '../lambda-invoker.js';
import type { OwnManagementEndpoint } from '../management-endpoint.js';
import { Deadlines } from './deadlines.js';
import type { EnvironmentState, FunctionDone, FunctionOutcome, FunctionRunner } from './function-call.js';
import { usesFile } from './code-files.js';
import { errorLines, refused, RESPONSE_LIMIT_BYTES, responseTooLarge } from './function-error.js';
import { InvokedCall } from './invoked-call.js';
import { InlineManagement } from './inline-management.js';
import { InlineVariables } from './inline-variables.js';
import { EventQueue } from './queue.js';
import { createRunner, type RunnerSettings } from './runner.js';
import { TemporaryFolder } from './temporary-folder.js';
import { functionLine } from './worker-environment.js';

export interface LambdaInvokerOptions {
  /**
   * How Node functions run: `thread` (a worker thread each), `process` (a child process each, nearest to Lambda) or
   * `inline` (in this thread, for unit tests and benches). Other runtimes always are processes.
   */
  readonly isolation: 'thread' | 'process' | 'inline';
  readonly region: string;
  readonly accountId: string;
  readonly log: RuntimeLog;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'requestId'>;
  /** Function name → variables beside its own; `*` for all functions. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Service → URL; functions get it as `AWS_ENDPOINT_URL_<SERVICE>`. */
  readonly awsEndpoints?: Readonly<Record<string, string>>;
  /** Where functions reach the `@connections` endpoints of this machine's WebSocket APIs; undefined: it serves none. */
  readonly managementEndpoint?: () => Promise<OwnManagementEndpoint | undefined>;
  /** Runs Node functions as processes with Node's inspector open from this port on (0: any), without timeouts. */
  readonly inspect?: { readonly port: number };
  /** Where `@aws-sdk/*` and esbuild are found; the working folder unless given. */
  readonly projectFolder?: string;
  /** Execution environments of one function at most; 32 unless given. */
  readonly maximumEnvironments?: number;
  /** Waits for the retries of asynchronous events; `setTimeout` unless given. */
  readonly after?: (ms: number, then: () => void) => () => void;
}

export interface ChangedCode {
  readonly functionNames?: readonly string[];
  /** Paths as a watcher reports them. */
  readonly files?: readonly string[];
}

export interface LocalLambdas extends LambdaInvoker {
  /** Takes a new list: functions that are gone end, new ones are added, exactly the changed ones restart. */
  reload(functions: readonly LambdaFunction[]): void;
  /** Restarts the functions that have these names or use these files, and says which they are; others stay warm. */
  reloadChanged(changed: ChangedCode): readonly string[];
  /** Starts one environment of each function; resolves with what a call of those meets whose code cannot be loaded. */
  warmUp(): Promise<ReadonlyMap<string, FunctionOutcome>>;
  /** The execution environments of a function; empty for one that is not known. */
  environments(functionName: string): readonly EnvironmentState[];
}

interface Entry {
  readonly definition: LambdaFunction;
  readonly runner: FunctionRunner;
  /** Calls that run or wait. */
  active: number;
}

/** Documented: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (concurrent executions of an account) */
const ACCOUNT_CONCURRENCY = 1_000;

/**
 * Of the payloads of all calls that run or wait: 40 of Lambda's largest. A caller that gave up does not end its call, so
 * callers cannot bound them.
 */
const PAYLOADS_LIMIT_BYTES = 40 * QUOTAS.lambdaPayload.value;

/** Documented: the same page (invocation payload, asynchronous) */
const EVENT_LIMIT_BYTES = 1024 * 1024;

/** Runs Lambda functions on this machine, without Docker, with Lambda's answers to what may go wrong. */
export function createLambdaInvoker(functions: readonly LambdaFunction[], options: LambdaInvokerOptions): LocalLambdas {
  return new LocalLambdaInvoker(functions, options);
}

class LocalLambdaInvoker implements LocalLambdas {
  private entries = new Map<string, Entry>();
  private readonly payloads = new ByteBudget(PAYLOADS_LIMIT_BYTES);
  private readonly deadlines = new Deadlines();
  private readonly temporary = new TemporaryFolder();
  private readonly variables: InlineVariables;
  private readonly inlineManagement: InlineManagement;
  /** Runners of an earlier list that have calls to finish. */
  private readonly finishing = new Set<FunctionRunner>();
  private readonly queue: EventQueue;
  private readonly runnerSettings: RunnerSettings;
  private isClosed = false;

  constructor(
    functions: readonly LambdaFunction[],
    private readonly options: LambdaInvokerOptions,
  ) {
    const { clock, log, after = setUnrefTimeout } = options;
    this.queue = new EventQueue({
      clock,
      after,
      log,
      attempt: (functionName, call, done) => {
        this.run(functionName, call, done);
      },
    });
    this.variables = new InlineVariables(log);
    const { managementEndpoint = () => Promise.resolve(undefined) } = options;
    this.inlineManagement = new InlineManagement(managementEndpoint, this.variables, options.region);
    this.runnerSettings = {
      ...options,
      environment: options.environment ?? {},
      awsEndpoints: options.awsEndpoints ?? {},
      managementEndpoint,
      inlineManagement: this.inlineManagement,
      projectFolder: options.projectFolder ?? process.cwd(),
      maximumEnvironments: options.maximumEnvironments ?? 32,
      deadlines: this.deadlines,
      temporary: this.temporary,
      variables: this.variables,
    };
    for (const definition of functions) this.add(definition);
  }

  invoke(invocation: LambdaInvocation): Promise<LambdaResult> {
    const { functionName, payload } = invocation;
    const isEvent = invocation.invocationType === 'Event';
    const limitBytes = isEvent ? EVENT_LIMIT_BYTES : QUOTAS.lambdaPayload.value;
    const needsText = payload.hasText() || this.entries.get(functionName)?.runner.takesText === true;
    if (needsText && payload.isLargerThan(limitBytes)) {
      const message = `Request must be smaller than ${limitBytes} bytes for the InvokeFunction operation`;
      return Promise.resolve(refused('RequestTooLargeException', message));
    }
    const call = new InvokedCall(
      invocation.requestId ?? this.options.ids.requestId(),
      payload,
      invocation.traceId ?? '',
      invocation.qualifier ?? '',
    );
    if (isEvent) return Promise.resolve(this.enqueue(functionName, call));
    const { signal } = invocation;
    if (signal?.aborted === true) return Promise.resolve({ kind: 'timeout' });
    return new Promise((resolve) => {
      const settle = (result: LambdaResult): void => {
        this.deadlines.cancel(deadline);
        signal?.removeEventListener('abort', giveUp);
        resolve(result);
      };
      const giveUp = (): void => {
        settle({ kind: 'timeout' });
        call.forget();
        this.entries.get(functionName)?.runner.forget(call);
      };
      const deadline = this.deadlines.add(invocation.timeoutMs, giveUp);
      signal?.addEventListener('abort', giveUp);
      if (invocation.streams === true) call.takeStream = settle;
      this.run(functionName, call, settle);
    });
  }

  reload(functions: readonly LambdaFunction[]): void {
    const names = new Set(functions.map(({ name }) => name));
    for (const [name, { runner }] of this.entries) {
      if (names.has(name)) continue;
      this.entries.delete(name);
      this.finish(runner);
    }
    for (const definition of functions) {
      const entry = this.entries.get(definition.name);
      if (entry !== undefined && isDeepStrictEqual(entry.definition, definition)) continue;
      const added = this.add(definition);
      if (entry === undefined) continue;
      // Who was warm stays so, with the new code.
      if (entry.runner.environments().length > 0) void added.warmUp();
      this.finish(entry.runner);
    }
  }

  reloadChanged(changed: ChangedCode): readonly string[] {
    const { functionNames = [], files = [] } = changed;
    const isLoaded = (path: string): boolean =>
      [...this.entries.values()].some(({ runner }) => runner.loadedFiles()?.has(path) === true);
    const entries = [...this.entries].filter(
      ([name, { definition, runner }]) =>
        functionNames.includes(name) ||
        files.some((file) => usesFile(definition, file, runner.loadedFiles(), isLoaded)),
    );
    for (const [, { runner }] of entries) runner.restart();
    return entries.map(([name]) => name);
  }

  async warmUp(): Promise<ReadonlyMap<string, FunctionOutcome>> {
    const errors = new Map<string, FunctionOutcome>();
    const warming = [...this.entries].map(async ([name, { runner }]) => {
      const error = await runner.warmUp();
      if (error !== undefined) errors.set(name, error);
    });
    await Promise.all(warming);
    return errors;
  }

  environments(functionName: string): readonly EnvironmentState[] {
    return this.entries.get(functionName)?.runner.environments() ?? [];
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.queue.close();
    const runners = [...[...this.entries.values()].map(({ runner }) => runner), ...this.finishing];
    await Promise.all(runners.map((runner) => runner.close()));
    this.deadlines.close();
    this.inlineManagement.restore();
    this.variables.restore();
    this.temporary.remove();
  }

  private add(definition: LambdaFunction): FunctionRunner {
    const runner = createRunner(definition, this.runnerSettings);
    this.entries.set(definition.name, { definition, runner, active: 0 });
    return runner;
  }

  private finish(runner: FunctionRunner): void {
    this.finishing.add(runner);
    void runner.finish().then(() => this.finishing.delete(runner));
  }

  private enqueue(functionName: string, call: InvokedCall): LambdaResult {
    if (!this.entries.has(functionName)) return this.unknownFunction(functionName);
    return this.queue.accept(functionName, call) ? { kind: 'accepted' } : tooManyRequests();
  }

  private run(functionName: string, call: InvokedCall, done: FunctionDone): void {
    const entry = this.entries.get(functionName);
    if (entry === undefined || this.isClosed) {
      done(this.unknownFunction(functionName));
      return;
    }
    const bytes = call.payload.keptBytes;
    const isCrowded = entry.active >= (entry.definition.reservedConcurrency ?? ACCOUNT_CONCURRENCY);
    if (isCrowded || !this.payloads.take(bytes)) {
      done(tooManyRequests());
      return;
    }
    entry.active += 1;
    entry.runner.call(call, (outcome) => {
      entry.active -= 1;
      this.payloads.give(bytes);
      done(this.checked(functionName, call, call.settle(outcome)));
    });
  }

  private checked(functionName: string, call: InvokedCall, outcome: FunctionOutcome): FunctionOutcome {
    if ('payload' in outcome && outcome.payload.isLargerThan(RESPONSE_LIMIT_BYTES)) {
      return this.checked(functionName, call, responseTooLarge());
    }
    if (outcome.kind === 'function-error') {
      for (const line of errorLines(outcome.payload.text())) {
        this.options.log.functionOutput(functionLine(functionName, call.requestId, 'stderr', line));
      }
    }
    return outcome;
  }

  private unknownFunction(functionName: string): Extract<FunctionOutcome, { kind: 'refused' }> {
    const { region, accountId } = this.options;
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
    return { kind: 'refused', errorType: 'ResourceNotFoundException', message: `Function not found: ${arn}` };
  }
}

/** Documented: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors (429) */
function tooManyRequests(): FunctionOutcome {
  return refused('TooManyRequestsException', 'Rate Exceeded.');
}

function setUnrefTimeout(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
}

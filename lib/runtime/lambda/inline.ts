import type { InlineHandler, LambdaFunction } from '../../model/lambda-function.js';
import { Linked, LinkedList } from '../../support/linked-list.js';
import { LambdaPayload } from '../lambda-payload.js';
import type { Deadlines } from './deadlines.js';
import type {
  EnvironmentState,
  FunctionCall,
  FunctionDone,
  FunctionIdentity,
  FunctionOutcome,
  FunctionRunner,
} from './function-call.js';
import { abandoned, timedOut, unreadableEvent } from './function-error.js';
import type { NodeCode } from './node-code.js';
import { nodeRuntime, type HandlerStyle, type NodeHandler } from './node-runtime.js';

export interface InlineSettings {
  readonly definition: LambdaFunction;
  readonly identity: FunctionIdentity;
  readonly deadlines: Deadlines;
  readonly code: InlineCode;
}

export type InlineCode =
  /** A function of the calling process; `prepare` comes before its first call. */
  | { readonly kind: 'function'; readonly handler: InlineHandler; readonly prepare: () => Promise<void> }
  /** Code that is loaded into this process; `generation` counts restarts, `setVariables` is called before it is loaded. */
  | {
      readonly kind: 'module';
      readonly place: (generation: number) => Promise<NodeCode>;
      readonly setVariables: () => void;
    };

class RunningCall extends Linked {
  constructor(readonly finish: FunctionDone) {
    super();
  }
}

type Loaded =
  | { readonly kind: 'loaded'; readonly handler: NodeHandler; readonly style: HandlerStyle }
  | { readonly kind: 'failed'; readonly outcome: FunctionOutcome };

/**
 * Runs a function in the gateway's own thread, for unit tests and benches.
 *
 * It costs next to nothing and debugs like any other code, but is less than Lambda: concurrent calls share the one loaded
 * module, a busy loop or `process.exit` is the gateway's own, output goes to the process's console, `process.env` is
 * shared, and `callbackWaitsForEmptyEventLoop` waits for nothing.
 */
export class InlineFunction implements FunctionRunner {
  readonly takesText = false;
  private loading: Promise<Loaded> | undefined;
  private loaded: Loaded | undefined;
  private files: Set<string> | undefined;
  private taskRoot: string | undefined;
  private generation = 0;
  private readonly running = new LinkedList<RunningCall>();

  constructor(private readonly settings: InlineSettings) {}

  call(call: FunctionCall, done: FunctionDone): void {
    if (this.loaded?.kind === 'loaded') {
      this.run(this.loaded, call, done);
      return;
    }
    void this.load().then((loaded) => {
      if (loaded.kind === 'loaded') this.run(loaded, call, done);
      else done(loaded.outcome);
    });
  }

  forget(): void {
    // Every call begins at once.
  }

  restart(): void {
    if (this.settings.code.kind === 'function') return;
    this.generation += 1;
    if (this.taskRoot !== undefined) nodeRuntime.forgetModules(this.taskRoot);
    this.loading = undefined;
    this.loaded = undefined;
    this.files = undefined;
  }

  loadedFiles(): ReadonlySet<string> | undefined {
    return this.files;
  }

  async warmUp(): Promise<FunctionOutcome | undefined> {
    const loaded = await this.load();
    return loaded.kind === 'failed' ? loaded.outcome : undefined;
  }

  environments(): readonly EnvironmentState[] {
    if (this.loaded?.kind !== 'loaded') return [];
    return [{ id: this.generation + 1, state: this.running.isEmpty ? 'idle' : 'busy' }];
  }

  finish(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const { finish } of this.running.list()) finish(abandoned());
    return Promise.resolve();
  }

  private run(loaded: Extract<Loaded, { kind: 'loaded' }>, call: FunctionCall, done: FunctionDone): void {
    const { definition, identity, deadlines } = this.settings;
    const { timeoutMs } = definition;
    let event: unknown;
    try {
      event = call.payload.value();
    } catch (error) {
      done(unreadableEvent((error as Error).message));
      return;
    }
    const finish: FunctionDone = (outcome) => {
      if (!this.running.remove(running)) return;
      deadlines.cancel(deadline);
      done(outcome);
    };
    const running = new RunningCall(finish);
    this.running.add(running);
    const deadline = deadlines.add(timeoutMs, () => finish(timedOut(call.requestId, timeoutMs)));
    const context = nodeRuntime.contextOf(identity, call.requestId, Date.now() + timeoutMs, call.qualifier);
    const { handler, style } = loaded;
    nodeRuntime.invokeHandler(
      handler,
      style,
      { event, context },
      (kind, content) => {
        finish({ kind: kind === 'e' ? 'function-error' : 'answer', payload: LambdaPayload.ofText(content) });
      },
      (then, what) => {
        // Of an emptying event loop nothing is known here.
        if (what === 'answer') then();
        else if (what === 'nothing' && handler.length < 2) setImmediate(then);
      },
      call,
    );
  }

  private load(): Promise<Loaded> {
    const { generation, loaded } = this;
    const { code } = this.settings;
    if (loaded !== undefined) return Promise.resolve(loaded);
    this.loading ??= (code.kind === 'function' ? loadOwn(code) : this.loadOnce(code)).then((result) => {
      if (generation !== this.generation) return result;
      // What failed to load is tried again by the next call.
      this.loaded = result.kind === 'loaded' ? result : undefined;
      this.loading = undefined;
      return result;
    });
    return this.loading;
  }

  private async loadOnce(inlineCode: Extract<InlineCode, { kind: 'module' }>): Promise<Loaded> {
    const code = await inlineCode.place(this.generation);
    if (code.kind === 'failed') return code;
    const { runtime } = this.settings.definition;
    const { taskRoot } = code.source;
    try {
      this.taskRoot = taskRoot;
      inlineCode.setVariables();
      const handler = await nodeRuntime.loadHandler(code.source);
      this.files = new Set(code.compiledFrom);
      return { kind: 'loaded', handler, style: nodeRuntime.handlerStyle(handler, runtime) };
    } catch (error) {
      const payload = LambdaPayload.ofText(nodeRuntime.errorPayload(error));
      return { kind: 'failed', outcome: { kind: 'function-error', payload } };
    }
  }
}

async function loadOwn({ handler, prepare }: Extract<InlineCode, { kind: 'function' }>): Promise<Loaded> {
  await prepare();
  return { kind: 'loaded', handler, style: nodeRuntime.handlerStyle(handler, undefined) };
}

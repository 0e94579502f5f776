import type { ManagementEndpoint } from '../management-endpoint.js';
import type { FunctionIdentity } from './function-call.js';

/** What `worker.cjs` is started with; plain data, since it crosses a thread's or process's border. */
export interface WorkerSettings {
  readonly identity: FunctionIdentity;
  /** AWS's identifier, such as `nodejs22.x`; decides whether callbacks are served. */
  readonly runtime?: string;
  readonly timeoutMs: number;
  /** A longer response is not sent; a string takes no fewer bytes than it has units. */
  readonly responseLimitBytes: number;
  readonly source: HandlerSource;
  /** Where calls of `@connections` go; absent: where the code says. */
  readonly management?: ManagementEndpoint;
}

/** Where a Node handler is; `loadHandler` of `node-handler.cjs` reads it. */
export interface HandlerSource {
  readonly taskRoot: string;
  /** `file.export` below the task root; with `file` the export's name only. */
  readonly handler: string;
  readonly file?: string;
  /** The module as CommonJS, when it is TypeScript. */
  readonly compiled?: { readonly file: string; readonly code: string };
  /** Where `@aws-sdk/*` is found when the code does not bring it. */
  readonly projectFolder?: string;
  /** Counts restarts in the same thread. */
  readonly generation: number;
}

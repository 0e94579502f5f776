import { join } from 'node:path';
import type { ManagementEndpoint } from '../management-endpoint.js';
import type { FunctionCall, FunctionIdentity } from './function-call.js';
import type { HandlerSource } from './worker-settings.js';
import { PROGRAM_FOLDER } from './program-folder.js';

/**
 * The CommonJS files that `worker.cjs` shares with the inline isolation, with their types. They are read by `require`
 * wherever this runs, from source and from dist, since they are not TypeScript.
 */
export type NodeHandler = (event: unknown, context: unknown, callback?: unknown) => unknown;

export type HandlerStyle = 'callback' | 'return' | 'stream';

export interface NodeRuntime {
  loadHandler(source: HandlerSource): Promise<NodeHandler>;
  forgetModules(folder: string): void;
  splitHandler(handler: string): { readonly folder: string; readonly module: string; readonly exportPath: string };
  handlerStyle(handler: NodeHandler, runtime: string | undefined): HandlerStyle;
  contextOf(identity: FunctionIdentity, requestId: string, deadlineMs: number, qualifier: string): object;
  invokeHandler(
    handler: NodeHandler,
    style: HandlerStyle,
    call: { readonly event: unknown; readonly context: object },
    end: InvocationEnd,
    whenLoopIsEmpty: (then: () => void, what: 'answer' | 'promise' | 'nothing') => void,
    streams: Pick<FunctionCall, 'openStream'>,
  ): unknown;
  leadManagementCalls(findGateway: (connectionId: string) => ManagementEndpoint | undefined): void;
  errorPayload(error: unknown): string;
  RuntimeError: new (name: string, message: string, options?: ErrorOptions) => Error;
}

/** `r` with the result's JSON, `e` with an error's JSON, `s` with nothing behind a streamed response. */
export type InvocationEnd = (kind: 'r' | 'e' | 's', content: string) => void;

const load = (name: string): object => require(join(PROGRAM_FOLDER, name)) as object;

export const nodeRuntime = {
  ...load('node-error.cjs'),
  ...load('node-handler.cjs'),
  ...load('node-invocation.cjs'),
  ...load('node-management.cjs'),
} as NodeRuntime;

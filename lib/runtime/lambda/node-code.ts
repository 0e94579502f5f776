import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { LambdaFunction } from '../../model/lambda-function.js';
import { LambdaPayload } from '../lambda-payload.js';
import { placeCode } from './code-folder.js';
import type { FunctionOutcome } from './function-call.js';
import { refused } from './function-error.js';
import { nodeRuntime } from './node-runtime.js';
import type { TemporaryFolder } from './temporary-folder.js';
import { compileTypeScript, TYPESCRIPT_EXTENSIONS, type CompiledModule } from './typescript.js';
import type { HandlerSource } from './worker-settings.js';

export type NodeCode =
  | { readonly kind: 'loadable'; readonly source: HandlerSource; readonly compiledFrom: readonly string[] }
  | { readonly kind: 'failed'; readonly outcome: FunctionOutcome };

/** Brings a Node function's code into a form that `loadHandler` takes: unpacked, and compiled where it is TypeScript. */
export async function placeNodeCode(
  definition: LambdaFunction,
  temporary: TemporaryFolder,
  projectFolder: string | undefined,
  generation: number,
): Promise<NodeCode> {
  try {
    const folder = await placeCode(definition, temporary);
    const typeScript = typeScriptFile(folder.file, folder.taskRoot, definition.handler);
    const compiled = typeScript === undefined ? undefined : await compile(typeScript, projectFolder);
    if (compiled !== undefined && 'kind' in compiled) return { kind: 'failed', outcome: compiled };
    const source: HandlerSource = {
      ...folder,
      handler: definition.handler,
      generation,
      ...(compiled === undefined ? {} : { compiled: { file: compiled.file, code: compiled.code } }),
      ...(projectFolder === undefined ? {} : { projectFolder }),
    };
    return { kind: 'loadable', source, compiledFrom: compiled?.inputs ?? [] };
  } catch (error) {
    return { kind: 'failed', outcome: refused('ResourceNotFoundException', (error as Error).message) };
  }
}

/** The handler's TypeScript file, unless there is a JavaScript one, which Lambda would load. */
function typeScriptFile(file: string | undefined, taskRoot: string, handler: string): string | undefined {
  if (file !== undefined) return TYPESCRIPT_EXTENSIONS.includes(extname(file)) ? file : undefined;
  let path;
  try {
    const { folder, module } = nodeRuntime.splitHandler(handler);
    path = resolve(join(taskRoot, folder, module));
  } catch {
    // A handler that is no handler: loading it says what is wrong.
    return undefined;
  }
  if (['', '.js', '.mjs', '.cjs'].some((extension) => existsSync(path + extension))) return undefined;
  return TYPESCRIPT_EXTENSIONS.map((extension) => path + extension).find((candidate) => existsSync(candidate));
}

/** What does not compile fails as what does not load. */
async function compile(file: string, projectFolder: string | undefined): Promise<CompiledModule | FunctionOutcome> {
  try {
    return await compileTypeScript(file, projectFolder);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    if (!isMissing && !(error instanceof SyntaxError)) throw error;
    const name = isMissing ? 'ImportModuleError' : 'UserCodeSyntaxError';
    const payload = nodeRuntime.errorPayload(new nodeRuntime.RuntimeError(name, String(error)));
    return { kind: 'function-error', payload: LambdaPayload.ofText(payload) };
  }
}

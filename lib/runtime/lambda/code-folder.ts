import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { LambdaFunction } from '../../model/lambda-function.js';
import type { TemporaryFolder } from './temporary-folder.js';
import { unpackZip } from './zip.js';

/** Where a function's code lies, ready to be loaded. */
export interface CodeFolder {
  readonly taskRoot: string;
  /** The one module of a `file` code; the handler is then its export. */
  readonly file?: string;
}

/**
 * Brings a function's code into a folder: archives are unpacked, source text is written, the rest stays where it is.
 *
 * @throws {Error} with a sentence for the operator when the code is not there or not readable
 */
export async function placeCode(definition: LambdaFunction, temporary: TemporaryFolder): Promise<CodeFolder> {
  const { code, name } = definition;
  switch (code.kind) {
    case 'folder':
      requireExisting(name, code.path);
      return { taskRoot: resolve(code.path) };
    case 'file':
      requireExisting(name, code.path);
      return { taskRoot: dirname(resolve(code.path)), file: resolve(code.path) };
    case 'zip': {
      requireExisting(name, code.path);
      const folder = temporary.next(name);
      await unpackZip(code.path, folder);
      return { taskRoot: folder };
    }
    case 'inline': {
      const folder = temporary.next(name);
      mkdirSync(folder, { recursive: true });
      const extension = definition.runtime?.startsWith('python') === true ? 'py' : 'js';
      writeFileSync(join(folder, `index.${extension}`), code.source);
      return { taskRoot: folder };
    }
    default:
      throw new Error(`Cannot place code of kind "${code.kind}" in a folder`);
  }
}

/** The handler as Lambda writes it, `module.export`, also where the module was given as a file. */
export function handlerName(definition: LambdaFunction, folder: CodeFolder): string {
  if (folder.file === undefined) return definition.handler;
  return `${basename(folder.file, extname(folder.file))}.${definition.handler}`;
}

function requireExisting(functionName: string, path: string): void {
  if (!existsSync(path)) throw new Error(`Cannot find the code of function "${functionName}" at "${path}"`);
}

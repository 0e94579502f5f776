import { dirname, extname, resolve, sep } from 'node:path';
import type { LambdaFunction } from '../../model/lambda-function.js';

const MODULE_EXTENSIONS = ['.js', '.mjs', '.cjs', '.json', '.node', '.ts', '.mts', '.cts', '.tsx', '.py'];

/**
 * Whether a changed file calls for a restart of a function.
 *
 * A module does if the function loaded it. Any other file below the code's folder does as well, since code may read it or
 * load it later, unless it is known to be another function's (`isLoadedByAnother`): several functions often share a folder.
 * Of a function that was given as one module only files that could be modules count.
 */
export function usesFile(
  definition: LambdaFunction,
  file: string,
  loaded: ReadonlySet<string> | undefined,
  isLoadedByAnother: (path: string) => boolean,
): boolean {
  const { code } = definition;
  if (code.kind !== 'folder' && code.kind !== 'file' && code.kind !== 'zip') return false;
  const path = resolve(file);
  const codePath = resolve(code.path);
  if (path === codePath || loaded?.has(path) === true) return true;
  if (code.kind === 'zip' || (code.kind === 'file' && !MODULE_EXTENSIONS.includes(extname(path)))) return false;
  const folder = code.kind === 'folder' ? codePath : dirname(codePath);
  return path.startsWith(folder + sep) && (loaded === undefined || !isLoadedByAnother(path));
}

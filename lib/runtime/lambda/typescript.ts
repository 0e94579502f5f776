import { existsSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import type * as Esbuild from 'esbuild';

export interface CompiledModule {
  /** The module's own path: relative imports, packages and stack traces start from it. */
  readonly file: string;
  /** CommonJS with an inline source map. */
  readonly code: string;
  /** Every file of the project that went into it. */
  readonly inputs: readonly string[];
}

export const TYPESCRIPT_EXTENSIONS: readonly string[] = ['.ts', '.mts', '.cts', '.tsx'];

/**
 * Compiles a TypeScript handler and the project's files that it imports into one CommonJS module, with esbuild from the
 * user's project.
 *
 * Packages stay outside, so that a restart is quick, except those that `require` cannot load; `@aws-sdk/*` always does.
 *
 * @throws {Error} when esbuild is not installed; {SyntaxError} with file, line and column for code that does not compile;
 *   an error with the code MODULE_NOT_FOUND for an import that leads nowhere
 */
export async function compileTypeScript(file: string, projectFolder: string | undefined): Promise<CompiledModule> {
  const esbuild = loadEsbuild(file, projectFolder);
  const folder = dirname(file);
  try {
    const result = await esbuild.build({
      absWorkingDir: folder,
      bundle: true,
      entryPoints: [file],
      format: 'cjs',
      logLevel: 'silent',
      metafile: true,
      outfile: `${file}.js`,
      platform: 'node',
      plugins: [keepPackagesOutside],
      sourcemap: 'inline',
      sourcesContent: false,
      target: `node${process.versions.node}`,
      write: false,
    });
    const inputs = Object.keys(result.metafile.inputs).map((input) => join(folder, input));
    return { file, code: result.outputFiles[0]?.text ?? '', inputs };
  } catch (error) {
    throw asNodeError(error);
  }
}

function loadEsbuild(file: string, projectFolder: string | undefined): typeof Esbuild {
  for (const from of [file, ...(projectFolder === undefined ? [] : [join(projectFolder, 'index.js')]), __filename]) {
    try {
      return createRequire(from)('esbuild') as typeof Esbuild;
    } catch {
      // The next place may have it.
    }
  }
  throw new Error(`Cannot compile "${file}": esbuild is not installed; npm install --save-dev esbuild`);
}

const keepPackagesOutside: Esbuild.Plugin = {
  name: 'packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (from.kind === 'entry-point' || pluginData === asksEsbuild) return undefined;
      if (/^@(aws-sdk|smithy)\//.test(path) || path.startsWith('node:') || builtinModules.includes(path)) {
        return { path, external: true };
      }
      try {
        const resolved = createRequire(join(from.resolveDir, 'index.js')).resolve(path);
        if (isRequirable(resolved)) return { path, external: true };
      } catch {
        // An alias of the tsconfig, a package for `import` only, or nothing at all.
      }
      const found = await build.resolve(path, { ...from, pluginData: asksEsbuild });
      // What is nowhere fails when it is needed, as it does in Lambda.
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

const asksEsbuild = Symbol('asks esbuild');

function isRequirable(file: string): boolean {
  const extension = extname(file);
  if (extension !== '.js') return ['.cjs', '.json', '.node'].includes(extension);
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest)) {
      return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: unknown }).type !== 'module';
    }
    if (basename(at) === 'node_modules') break;
  }
  return true;
}

function asNodeError(error: unknown): Error {
  const first = (error as Partial<Esbuild.BuildFailure>).errors?.[0];
  if (first === undefined) return error instanceof Error ? error : new Error(String(error));
  const missing = /^Could not resolve "(.*)"/.exec(first.text)?.[1];
  const { location } = first;
  const place = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
  if (missing === undefined) return new SyntaxError(`${place}${first.text}`);
  return Object.assign(new Error(`Cannot find module '${missing}'\nRequire stack:\n- ${place.slice(0, -2)}`), {
    code: 'MODULE_NOT_FOUND',
  });
}

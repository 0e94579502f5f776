import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { editDistance } from '../../support/edit-distance.js';
import { SluiceError } from '../../support/sluice-error.js';
import { isFile } from './source-files.js';

/** Where a source is, before anything of it is read but names. */
export type SourceLocation =
  | { readonly kind: 'cdk-app'; readonly folder: string }
  | { readonly kind: 'assembly'; readonly folder: string }
  | { readonly kind: 'serverless'; readonly file: string }
  | { readonly kind: 'definition'; readonly file: string };

/** What the Serverless Framework leaves in its folder. */
const SERVERLESS_TEMPLATE = 'cloudformation-template-update-stack.json';

/** What a folder's definition is called, the likeliest first. */
const DEFINITION_NAMES =
  /^(?:template\.(?:ya?ml|json)|(?:openapi|swagger|api)(?:[.-].*)?\.(?:ya?ml|json)|.*\.template\.(?:ya?ml|json)|template\..*\.(?:ya?ml|json))$/i;

/**
 * Finds out what kind of source a path is.
 *
 * @param path - a file or folder; default the current folder
 * @param app - the command of a CDK app, which then is what the folder holds
 * @throws {SluiceError} `source-not-found`, or `source-unknown` for a folder that holds no definition or several
 */
export function findSource(path: string | undefined, app: string | undefined): SourceLocation {
  const wanted = resolve(path ?? '.');
  const stat = statSync(wanted, { throwIfNoEntry: false });
  if (stat === undefined) {
    const meant = nearestName(wanted);
    throw new SluiceError('source-not-found', `Cannot find ${path ?? '.'}: there is no such file or folder`, {
      place: wanted,
      ...(meant !== undefined && { hint: `Did you mean ${meant}?` }),
    });
  }
  if (stat.isDirectory()) return findInFolder(wanted, path ?? '.', app);
  if (app !== undefined || basename(wanted) === 'cdk.json') return { kind: 'cdk-app', folder: dirname(wanted) };
  if (basename(wanted) === 'manifest.json') return { kind: 'assembly', folder: dirname(wanted) };
  if (basename(dirname(wanted)) === '.serverless') return { kind: 'serverless', file: wanted };
  if (PROGRAM_NAME.test(wanted)) {
    throw new SluiceError('source-unknown', `Cannot read ${basename(wanted)}: it is a program, not a definition`, {
      place: wanted,
      hint: 'Name the folder of a CDK app, which holds a cdk.json, or the command that synthesizes the app: --app "npx tsx app.ts"',
    });
  }
  return { kind: 'definition', file: wanted };
}

/** What an app is written in. */
const PROGRAM_NAME = /\.(?:[cm]?[jt]sx?|py|java|cs|go)$/i;

/** What lies beside it and is a slip or two away. */
function nearestName(wanted: string): string | undefined {
  const folder = dirname(wanted);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const [best] = readdirSync(folder)
    .map((name) => ({ name, distance: editDistance(name, basename(wanted)) }))
    .filter(({ distance }) => distance <= Math.min(2, basename(wanted).length / 3))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

function findInFolder(folder: string, name: string, app: string | undefined): SourceLocation {
  const has = (...parts: readonly string[]): boolean => isFile(join(folder, ...parts));
  if (app !== undefined || has('cdk.json')) return { kind: 'cdk-app', folder };
  if (has('manifest.json')) return { kind: 'assembly', folder };
  if (has(SERVERLESS_TEMPLATE)) return { kind: 'serverless', file: join(folder, SERVERLESS_TEMPLATE) };
  if (has('.serverless', SERVERLESS_TEMPLATE)) {
    return { kind: 'serverless', file: join(folder, '.serverless', SERVERLESS_TEMPLATE) };
  }
  const found = readdirSync(folder).filter((file) => DEFINITION_NAMES.test(file) && isFile(join(folder, file)));
  // SAM's own name wins over documents beside it, which the template then includes.
  const chosen =
    found.find((file) => /^template\.(?:ya?ml|json)$/.test(file)) ?? (found.length === 1 ? found[0] : undefined);
  if (chosen !== undefined) return { kind: 'definition', file: join(folder, chosen) };
  const hint =
    found.length > 1 ? `Name one of ${found.join(', ')}` : 'Name a template, an OpenAPI document or a CDK app';
  const what =
    found.length > 1 ? `it holds ${found.length} definitions` : 'it holds no cdk.json, assembly or definition';
  throw new SluiceError('source-unknown', `Cannot tell what to read in ${name}: ${what}`, { place: folder, hint });
}

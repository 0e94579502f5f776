import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Json } from '../../model/index.js';
import { atExit } from '../../support/at-exit.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import { listAssets, removeOutdatedAssets } from './outdated-assets.js';
import { lockOutput } from './output-folder.js';
import { isFile, member, readTextFile } from './source-files.js';

export interface SynthesizedApp {
  /** The assembly that the app wrote. */
  readonly assembly: string;
  /** Lets others synthesize there; called once the assembly is read. */
  readonly release: () => void;
}

/**
 * Runs a CDK app and gives the assembly that it writes, as `cdk synth` does, without the CLI, its lookups and the
 * template validator.
 *
 * @param app - the command; default `app` of the folder's `cdk.json`
 * @throws {SluiceError} `source-unknown` without a command, `app-failed` with the end of what the app said
 */
export async function synthesizeApp(
  folder: string,
  app: string | undefined,
  signal?: AbortSignal,
): Promise<SynthesizedApp> {
  const settings = readSettings(folder, 'cdk.json');
  const written = member(settings, 'app');
  const command = app ?? (typeof written === 'string' ? written : undefined);
  if (command === undefined) {
    throw new SluiceError('source-unknown', 'Cannot tell how to run the CDK app: cdk.json has no "app"', {
      place: join(folder, 'cdk.json'),
      hint: 'Give the command with --app',
    });
  }
  const output = lockOutput(folder);
  try {
    const before = listAssets(output.folder);
    await run(command, folder, environment(folder, settings, output.folder), signal);
    if (!existsSync(join(output.folder, 'manifest.json'))) {
      throw new SluiceError('app-failed', `Cannot read what "${command}" synthesizes: it wrote no assembly`, {
        hint: 'Does it make an App, and not stop before its end?',
      });
    }
    removeOutdatedAssets(output.folder, before);
  } catch (error) {
    output.release();
    throw error;
  }
  return { assembly: output.folder, release: output.release };
}

function readSettings(folder: string, name: string): Json {
  const path = join(folder, name);
  return isFile(path) ? readTextFile(path, name).value : {};
}

function environment(folder: string, settings: Json, output: string): NodeJS.ProcessEnv {
  const own = member(settings, 'context');
  const looked = readSettings(folder, 'cdk.context.json');
  const context = {
    ...(isObject(own) ? own : {}),
    ...(isObject(looked) ? looked : {}),
    // Where the code of functions lies is known from the metadata of their assets.
    'aws:cdk:enable-asset-metadata': true,
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:disable-version-reporting': true,
    'aws:cdk:bundling-stacks': ['**'],
  };
  return {
    ...process.env,
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    // The template validator costs a second and says nothing about the API.
    CDK_VALIDATION: 'false',
  };
}

interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly shell: boolean;
}

/**
 * How to start an app. `npx` takes a second to find what lies in `node_modules/.bin`, and `tsx` and `ts-node` start a
 * second process; both are spared where the command is plain.
 */
export function planCommand(command: string, folder: string): Command {
  const throughShell: Command = { file: command, arguments: [], shell: true };
  const words = command.trim().split(/\s+/);
  if (/[^\w\s@%+=:,./\\-]/.test(command)) return throughShell;
  if (words[0] === 'npx') words.shift();
  while (words[0] === '--yes' || words[0] === '-y' || words[0] === '--no-install') words.shift();
  const [tool = '', ...rest] = words;
  if (tool === 'node') return { file: process.execPath, arguments: rest, shell: false };
  if (tool === 'tsx' && rest[0]?.startsWith('-') === false) {
    const loader = resolveFrom(folder, 'tsx');
    if (loader !== undefined) {
      return { file: process.execPath, arguments: ['--import', pathToFileURL(loader).href, ...rest], shell: false };
    }
  }
  const binary = findBinary(folder, tool);
  return binary === undefined ? throughShell : { file: process.execPath, arguments: [binary, ...rest], shell: false };
}

function resolveFrom(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}

/** A tool that is a Node script, in the nearest `node_modules/.bin` that has it. */
function findBinary(folder: string, tool: string): string | undefined {
  const candidate = join(folder, 'node_modules', '.bin', tool);
  if (tool !== '' && existsSync(candidate)) {
    const path = realpathSync(candidate);
    return /^#!.*\bnode\b/.test(readFileSync(path, 'utf8').slice(0, 100)) ? path : undefined;
  }
  return dirname(folder) === folder ? undefined : findBinary(dirname(folder), tool);
}

function endApp({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid);
  } catch {
    // It has ended.
  }
}

/** More of what an app says than this is not kept. */
const MOST_OUTPUT_BYTES = 64 * 1024;

async function run(command: string, folder: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const planned = planCommand(command, folder);
  const child = spawn(planned.file, planned.arguments, {
    cwd: folder,
    env,
    shell: planned.shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what a shell starts ends with it.
    detached: process.platform !== 'win32',
  });
  // A process that ends meanwhile leaves no app behind.
  const end = (): void => endApp(child);
  const stayAtExit = atExit(end);
  signal?.addEventListener('abort', end);
  let said = '';
  const keep = (chunk: Buffer): void => void (said = (said + chunk.toString('utf8')).slice(-MOST_OUTPUT_BYTES));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | string>((resolvePromise, reject) => {
    child.once('error', reject);
    child.once('close', (status, killed) => {
      resolvePromise(status ?? killed ?? 'an unknown end');
    });
  })
    .finally(() => {
      stayAtExit();
      signal?.removeEventListener('abort', end);
    })
    .catch((error: unknown) => {
      throw new SluiceError(
        'app-failed',
        `Cannot run "${command}": ${error instanceof Error ? error.message : 'it did not start'}`,
        {
          place: folder,
          cause: error,
        },
      );
    });
  if (code !== 0) {
    throw new SluiceError('app-failed', `Cannot synthesize the CDK app: "${command}" ended with ${code}`, {
      place: folder,
      excerpt: said.trimEnd().split('\n').slice(-40).join('\n'),
    });
  }
}

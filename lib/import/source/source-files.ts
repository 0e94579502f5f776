import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { knownText, type Json, type LambdaCode } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import { readShortForm } from '../../intrinsics/index.js';
import { own } from '../../support/own.js';
import type { FileLocation, FoundDocument, TemplateFiles } from '../cloudformation/template-files.js';
import { JSON_LIMIT_BYTES, parseJsonOrYaml, type ParsedText } from '../text/index.js';

/** Where the files lie that a definition names, and which of them may be read. */
export interface FileScope {
  /** Relative paths start here. */
  readonly base: string;
  /** Nothing outside of this folder is read, unless `allowFiles`. */
  readonly root: string;
  readonly allowFiles: boolean;
  /** Files by the key of the object that they are uploaded as. */
  readonly assets: ReadonlyMap<string, string>;
  /** Every file that was read, for `--watch`. */
  readonly seen: Set<string>;
}

/**
 * The path of a file that a definition names, with every link followed.
 *
 * @returns the reason, completing "Cannot read …: ", where it may not be read or is not there
 */
export function findFile(scope: FileScope, path: string): { readonly path: string } | { readonly reason: string } {
  const wanted = isAbsolute(path) ? path : resolve(scope.base, path);
  // The place alone is judged first: whether a file outside is there is nobody's business.
  if (!scope.allowFiles && !isInside(scope.root, wanted)) return { reason: OUTSIDE };
  if (!existsSync(wanted)) return { reason: `there is no file ${path}` };
  const real = realpathSync(wanted);
  if (!scope.allowFiles && !isInside(realpathSync(scope.root), real)) return { reason: OUTSIDE };
  const stat = statSync(real);
  // Whoever reads a pipe waits until somebody writes to it, and a device may never end.
  if (!stat.isFile() && !stat.isDirectory()) return { reason: `${path} is neither a file nor a folder` };
  return { path: real };
}

const OUTSIDE = 'it lies outside of the folder of the source; --allow-files lets it be read';

function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Reads a file that a definition names or that lies beside it.
 *
 * @throws {SluiceError} `source-not-found` where it is not there or may not be read; as `readTextFile`
 */
export function readFoundFile(scope: FileScope, path: string, name: string): ParsedText {
  const found = findFile(scope, path);
  if ('reason' in found) throw new SluiceError('source-not-found', `Cannot read ${name}: ${found.reason}`);
  scope.seen.add(found.path);
  return readTextFile(found.path, name);
}

/** Whether there is a file that can be read to its end: no folder, pipe or device. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Reads JSON or YAML, with the short forms of CloudFormation's functions. */
export function readTextFile(path: string, name: string = basename(path)): ParsedText {
  const { size } = statSync(path);
  if (size > JSON_LIMIT_BYTES) {
    throw new SluiceError(
      'source-too-large',
      `Cannot read ${name}: it has ${size} bytes, and definitions are read up to ${JSON_LIMIT_BYTES}`,
      { place: path },
    );
  }
  return parseJsonOrYaml(readFileSync(path, 'utf8'), name, { customTags: readShortForm });
}

/** The files of one template. */
export function templateFiles(scope: FileScope): TemplateFiles {
  return {
    document: (location) => {
      const found = locate(scope, location);
      return 'reason' in found ? { kind: 'missing', reason: found.reason } : readDocument(scope, found.path);
    },
    code: (location) => {
      const found = locate(scope, location);
      return 'reason' in found ? { kind: 'unavailable', reason: found.reason } : codeAt(scope, found.path);
    },
  };
}

function locate(scope: FileScope, location: FileLocation): ReturnType<typeof findFile> {
  const staged = location.assetPath === undefined ? undefined : findFile(scope, location.assetPath);
  if (staged !== undefined && 'path' in staged) return staged;
  const key = lastText(location);
  const uploaded = key === undefined ? undefined : (scope.assets.get(key) ?? scope.assets.get(basename(key)));
  if (uploaded !== undefined) return findFile(scope, uploaded);
  return staged ?? atAddress(scope, location.address, key);
}

function atAddress(
  scope: FileScope,
  address: string | undefined,
  key: string | undefined,
): ReturnType<typeof findFile> {
  if (address === undefined) {
    return { reason: key === undefined ? 'nothing says where it is' : `${key} is no asset of this source` };
  }
  if (address.startsWith('file:')) return atFileUrl(scope, address);
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? { reason: `${address} is not at hand` } : findFile(scope, address);
}

function atFileUrl(scope: FileScope, address: string): ReturnType<typeof findFile> {
  let path: string;
  try {
    path = fileURLToPath(address);
  } catch {
    return { reason: `${address} is no path on this machine` }; // It names a host, or has an escape that is none.
  }
  return findFile(scope, path);
}

/** The key of an uploaded object: given, or the last part of its address. */
function lastText({ key, address }: FileLocation): string | undefined {
  if (key !== undefined) {
    const text = knownText(key);
    // A key that is known in part still ends with the object's name.
    const end = typeof key === 'string' ? key : key.parts.at(-1);
    return text ?? (typeof end === 'string' ? end : undefined);
  }
  return address !== undefined && /^(?:s3|https?):\/\//.test(address) ? address.split('/').at(-1) : undefined;
}

function readDocument(scope: FileScope, path: string): FoundDocument {
  if (statSync(path).isDirectory()) return { kind: 'missing', reason: 'it is a folder' };
  scope.seen.add(path);
  try {
    const { value, diagnostics } = readTextFile(path);
    return { kind: 'found', document: value, file: basename(path), diagnostics };
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return { kind: 'missing', reason: error.message };
  }
}

function codeAt(scope: FileScope, path: string): LambdaCode {
  scope.seen.add(path);
  if (statSync(path).isDirectory()) return { kind: 'folder', path };
  if (/\.(?:zip|jar)$/i.test(path)) return { kind: 'zip', path };
  return { kind: 'file', path };
}

/** The assets of an assembly by object key, from its `*.assets.json`. */
export function readAssetManifest(folder: string, manifest: Json): ReadonlyMap<string, string> {
  const assets = new Map<string, string>();
  const files = member(manifest, 'files');
  for (const asset of Object.values(isObject(files) ? files : {})) {
    const path = member(member(asset, 'source'), 'path');
    const destinations = member(asset, 'destinations');
    if (typeof path !== 'string') continue;
    for (const destination of Object.values(isObject(destinations) ? destinations : {})) {
      const key = member(destination, 'objectKey');
      if (typeof key === 'string') assets.set(key, join(folder, path));
    }
  }
  return assets;
}

export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? own(value, name) : undefined;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostic, type Diagnostic, type Json } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { StackInput } from '../cloudformation/stacks.js';
import { member, readAssetManifest, readTextFile, templateFiles, type FileScope } from './source-files.js';

export interface Assembly {
  readonly stacks: readonly StackInput[];
  readonly documents: readonly Json[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The stacks of a cloud assembly and of the assemblies in it, each with the assets that its template names.
 *
 * @throws {SluiceError} `source-syntax` for a manifest that is none
 */
export function readAssembly(folder: string, scope: Omit<FileScope, 'base' | 'assets'>): Assembly {
  const { value: manifest } = readTextFile(join(folder, 'manifest.json'), 'manifest.json');
  scope.seen.add(join(folder, 'manifest.json'));
  const artifacts = member(manifest, 'artifacts');
  if (!isObject(artifacts)) {
    throw new SluiceError('source-unknown', 'Cannot read manifest.json: it has no artifacts, as an assembly has', {
      place: join(folder, 'manifest.json'),
    });
  }
  const assets = readAssets(folder, artifacts);
  const parts = Object.entries(artifacts).map(([id, artifact]): Assembly => {
    switch (member(artifact, 'type')) {
      case 'aws:cloudformation:stack':
        return readStack(folder, id, artifact, { ...scope, base: folder, assets });
      case 'cdk:cloud-assembly':
        return readNested(folder, artifact, scope);
      default:
        return EMPTY;
    }
  });
  const missing = member(manifest, 'missing');
  return {
    stacks: parts.flatMap((part) => part.stacks),
    documents: parts.flatMap((part) => part.documents),
    diagnostics: [
      ...parts.flatMap((part) => part.diagnostics),
      ...(isList(missing) ? missing : []).map(missingContext),
    ],
  };
}

const EMPTY: Assembly = { stacks: [], documents: [], diagnostics: [] };

function readAssets(folder: string, artifacts: Readonly<Record<string, Json>>): ReadonlyMap<string, string> {
  const assets = Object.values(artifacts).flatMap((artifact) => {
    const file = member(member(artifact, 'properties'), 'file');
    if (member(artifact, 'type') !== 'cdk:asset-manifest' || typeof file !== 'string') return [];
    const path = join(folder, file);
    return existsSync(path) ? [...readAssetManifest(folder, readTextFile(path).value)] : [];
  });
  return new Map(assets);
}

function readStack(folder: string, id: string, artifact: Json, scope: FileScope): Assembly {
  const properties = member(artifact, 'properties');
  const file = member(properties, 'templateFile');
  const name = member(properties, 'stackName');
  if (typeof file !== 'string') return EMPTY;
  const path = join(folder, file);
  const { value, diagnostics } = readTextFile(path);
  scope.seen.add(path);
  if (!isObject(value)) return EMPTY;
  const input: StackInput = {
    name: typeof name === 'string' ? name : id,
    template: value,
    files: templateFiles(scope),
    file,
  };
  return { stacks: [input], documents: [value], diagnostics };
}

function readNested(folder: string, artifact: Json, scope: Omit<FileScope, 'base' | 'assets'>): Assembly {
  const directory = member(member(artifact, 'properties'), 'directoryName');
  const nested = typeof directory === 'string' ? join(folder, directory) : undefined;
  return nested !== undefined && existsSync(join(nested, 'manifest.json')) ? readAssembly(nested, scope) : EMPTY;
}

function missingContext(missing: Json): Diagnostic {
  const key = member(missing, 'key');
  return diagnostic(
    'unresolved-value',
    { file: 'manifest.json', property: 'missing' },
    `Cannot look up ${JSON.stringify(key ?? null)} in an account: run "cdk synth" once, and keep its cdk.context.json`,
  );
}

import { dirname, join } from 'node:path';
import type { StackEnvironment } from '../../intrinsics/index.js';
import { diagnostic, type Diagnostic, type Json } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import type { StackInput } from '../cloudformation/stack-input.js';
import { definitionText, type DefinitionText } from './definition-text.js';
import {
  findFile,
  isFile,
  member,
  readAssetManifest,
  readFoundFile,
  templateFiles,
  type FileScope,
} from './source-files.js';

export interface Assembly {
  readonly stacks: readonly StackInput[];
  readonly texts: readonly DefinitionText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The stacks of a cloud assembly and of the assemblies in it, each with the assets that its template names.
 *
 * @throws {SluiceError} `source-syntax` for a manifest that is none
 */
export function readAssembly(folder: string, files: Omit<FileScope, 'base' | 'assets'>): Assembly {
  const scope = { ...files, base: folder, assets: NO_ASSETS };
  const { value: manifest } = readFoundFile(scope, 'manifest.json', 'manifest.json');
  const artifacts = member(manifest, 'artifacts');
  if (!isObject(artifacts)) {
    throw new SluiceError('source-unknown', 'Cannot read manifest.json: it has no artifacts, as an assembly has', {
      place: join(folder, 'manifest.json'),
    });
  }
  const assets = readAssets(scope, artifacts);
  const parts = Object.entries(artifacts).map(([id, artifact]): Assembly => {
    switch (member(artifact, 'type')) {
      case 'aws:cloudformation:stack':
        return readStack(id, artifact, { ...scope, assets });
      case 'cdk:cloud-assembly':
        return readNested(artifact, scope);
      default:
        return EMPTY;
    }
  });
  const missing = member(manifest, 'missing');
  return {
    stacks: parts.flatMap((part) => part.stacks),
    texts: parts.flatMap((part) => part.texts),
    diagnostics: [
      ...parts.flatMap((part) => part.diagnostics),
      ...(isList(missing) ? missing : []).map(missingContext),
    ],
  };
}

const EMPTY: Assembly = { stacks: [], texts: [], diagnostics: [] };

const NO_ASSETS: FileScope['assets'] = new Map();

function readAssets(scope: FileScope, artifacts: Readonly<Record<string, Json>>): FileScope['assets'] {
  const assets = Object.values(artifacts).flatMap((artifact) => {
    const file = member(member(artifact, 'properties'), 'file');
    if (member(artifact, 'type') !== 'cdk:asset-manifest' || typeof file !== 'string') return [];
    if (!isFile(join(scope.base, file))) return [];
    return [...readAssetManifest(scope.base, readFoundFile(scope, file, file).value)];
  });
  return new Map(assets);
}

function readStack(id: string, artifact: Json, scope: FileScope): Assembly {
  const properties = member(artifact, 'properties');
  const file = member(properties, 'templateFile');
  const name = member(properties, 'stackName');
  if (typeof file !== 'string') return EMPTY;
  const parsed = readFoundFile(scope, file, file);
  const { value, diagnostics } = parsed;
  if (!isObject(value)) return EMPTY;
  const input: StackInput = {
    name: typeof name === 'string' ? name : id,
    template: value,
    files: templateFiles(scope),
    file,
    environment: readEnvironment(member(artifact, 'environment')),
  };
  return { stacks: [input], texts: [definitionText('template', file, scope.base, parsed)], diagnostics };
}

/** `aws://123456789012/eu-west-1`, either part of which only deployment may know. */
function readEnvironment(environment: Json | undefined): StackEnvironment {
  const text = typeof environment === 'string' ? environment : '';
  const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text) ?? [];
  return {
    ...(accountId !== undefined && accountId !== 'unknown-account' && { accountId }),
    ...(region !== undefined && region !== 'unknown-region' && { region }),
  };
}

function readNested(artifact: Json, scope: FileScope): Assembly {
  const directory = member(member(artifact, 'properties'), 'directoryName');
  const nested = typeof directory === 'string' ? findFile(scope, join(directory, 'manifest.json')) : undefined;
  // An assembly that nests itself adds nothing to itself.
  if (nested === undefined || 'reason' in nested || scope.seen.has(nested.path)) return EMPTY;
  return readAssembly(dirname(nested.path), scope);
}

function missingContext(missing: Json): Diagnostic {
  const key = member(missing, 'key');
  return diagnostic(
    'unresolved-value',
    { file: 'manifest.json', property: 'missing' },
    `Cannot look up ${JSON.stringify(key ?? null)} in an account: run "cdk synth" once, and keep its cdk.context.json`,
  );
}

import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Json } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import { isFileError, whyUnreadable } from '../../support/unreadable.js';
import { readStacks, type TemplateReading } from '../cloudformation/template.js';
import type { StackInput } from '../cloudformation/stack-input.js';
import type { ParsedText } from '../text/index.js';
import { readAssembly } from './assembly.js';
import { synthesizeApp } from './cdk-app.js';
import { definitionText, keptTexts, type DefinitionText } from './definition-text.js';
import { readFeatures } from './features.js';
import { findSource } from './find-source.js';
import { readDocumentSource } from './openapi-source.js';
import { expandServerless, isServerlessTemplate } from './serverless-transform.js';
import type { Source, SourceKind, SourceOptions } from './source.js';
import { isFile, readAssetManifest, readTextFile, templateFiles, type FileScope } from './source-files.js';
import { findUnresolved } from './unresolved.js';

/**
 * Finds and reads a source: a CDK app, a cloud assembly, a CloudFormation or SAM template, a folder of the Serverless
 * Framework, an OpenAPI or Swagger document.
 *
 * @param path - a file or folder; default the current folder
 * @throws {SluiceError} `source-not-found`, `source-unknown`, `source-syntax` with line and excerpt, `source-too-large`,
 *   `source-too-deep`, `source-without-api`, `source-unreadable`, `app-failed`
 *
 * @example (await loadSource('openapi.json')).collection.apis.length; // 1
 */
export async function loadSource(path: string | undefined, options: SourceOptions = {}): Promise<Source> {
  try {
    return await findAndLoad(path, options);
  } catch (error) {
    throw isFileError(error) ? unreadableSource(error, resolve(path ?? '.')) : error;
  }
}

function unreadableSource(error: NodeJS.ErrnoException, location: string): SluiceError {
  const file = error.path ?? location;
  return new SluiceError('source-unreadable', `Cannot read ${file}: ${whyUnreadable(error)}`, {
    place: file,
    cause: error,
  });
}

async function findAndLoad(path: string | undefined, options: SourceOptions): Promise<Source> {
  const location = findSource(path, options.app);
  switch (location.kind) {
    case 'cdk-app':
      return loadApp(location.folder, options);
    case 'assembly':
      return loadAssembly(location.folder, location.folder, 'assembly', options);
    case 'serverless':
      return loadDefinition(location.file, dirname(dirname(location.file)), 'serverless', options);
    case 'definition':
      return loadDefinition(location.file, dirname(location.file), undefined, options);
  }
}

async function loadApp(folder: string, options: SourceOptions): Promise<Source> {
  const { assembly, release } = await synthesizeApp(folder, options.app, options.signal);
  try {
    // What an app is made of only the app knows: a change of anything in its folder may be one of it.
    return { ...loadAssembly(assembly, folder, 'cdk-app', options), files: [folder] };
  } finally {
    release();
  }
}

function loadAssembly(assembly: string, folder: string, kind: SourceKind, options: SourceOptions): Source {
  const seen = new Set<string>();
  const scope = { root: folder, allowFiles: options.allowFiles === true, seen };
  const { stacks, texts, diagnostics } = readAssembly(assembly, scope);
  const findings = [...diagnostics];
  const reading = readStacks(stacks, templateOptions(options));
  return templateSource(kind, folder, seen, reading, findings, texts, options);
}

function loadDefinition(file: string, folder: string, kind: SourceKind | undefined, options: SourceOptions): Source {
  const name = basename(file);
  const parsed = readTextFile(file, name);
  const document = parsed.value;
  const scope: FileScope = {
    base: dirname(file),
    root: folder,
    allowFiles: options.allowFiles === true,
    assets: neighbouringAssets(file, kind),
    seen: new Set([file]),
  };
  if (isObject(document) && (document.openapi !== undefined || document.swagger !== undefined)) {
    return readDocumentSource(parsed, name, scope, options);
  }
  if (isObject(document) && isObject(document.Resources)) return loadTemplate(parsed, name, kind, scope, options);
  throw new SluiceError('source-unknown', `Cannot tell what ${name} is: ${describe(document)}`, {
    place: file,
    hint: 'A definition has "openapi", "swagger" or "Resources" at its root',
  });
}

function loadTemplate(
  parsed: ParsedText,
  name: string,
  kind: SourceKind | undefined,
  scope: FileScope,
  options: SourceOptions,
): Source {
  const template = isObject(parsed.value) ? parsed.value : {};
  const input: StackInput = { name: 'local', template, files: templateFiles(scope), file: name };
  const reading = readStacks([input], templateOptions(options));
  return templateSource(
    kind ?? (isServerlessTemplate(template) ? 'sam' : 'cloudformation'),
    scope.root,
    scope.seen,
    reading,
    parsed.diagnostics,
    [definitionText('template', name, scope.base, parsed)],
    options,
  );
}

function templateSource(
  kind: SourceKind,
  folder: string,
  seen: ReadonlySet<string>,
  { apiGatewayStack, ...reading }: TemplateReading,
  findings: readonly Diagnostic[],
  texts: readonly DefinitionText[],
  options: SourceOptions,
): Source {
  // A finding tells more than that nothing is there: of a nested template that cannot be read, an event that is refused.
  if (apiGatewayStack === undefined && reading.diagnostics.every(({ severity }) => severity === 'info')) {
    throw new SluiceError('source-without-api', 'Cannot find an API: no template has a resource of API Gateway', {
      place: folder,
    });
  }
  const codes = reading.functions.flatMap(({ code }) => ('path' in code ? [code.path] : []));
  return {
    kind,
    ...reading,
    environment: apiGatewayStack?.environment ?? {},
    diagnostics: [...findings, ...reading.diagnostics, ...findUnresolved(reading)],
    files: [...new Set([...seen, ...codes])].map((path) => resolve(path)),
    folder,
    features: readFeatures(texts.map(({ value }) => value)),
    texts: keptTexts(texts, options),
  };
}

function templateOptions(options: SourceOptions): Parameters<typeof readStacks>[1] {
  return {
    parameters: options.templateParameters ?? {},
    values: options.values ?? {},
    expand: expandServerless(options.templateParameters ?? {}),
  };
}

/**
 * What a template's uploaded objects are: a template of an assembly, given by itself, has them listed beside it; the
 * Serverless Framework leaves its packages beside the template, under the last part of their keys.
 */
function neighbouringAssets(file: string, kind: SourceKind | undefined): ReadonlyMap<string, string> {
  const folder = dirname(file);
  if (kind === 'serverless') {
    const packages = readdirSync(folder).filter((name) => name.endsWith('.zip'));
    return new Map(packages.map((name) => [name, join(folder, name)]));
  }
  const manifest = file.replace(/\.template\.json$/, '.assets.json');
  if (manifest === file || !isFile(manifest)) return new Map();
  return readAssetManifest(folder, readTextFile(manifest).value);
}

function describe(document: Json): string {
  if (Array.isArray(document)) return 'it is a list';
  return isObject(document) ? 'it is no template and no OpenAPI document' : 'it is no object';
}

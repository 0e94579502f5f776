import { dirname, resolve, basename } from 'node:path';
import { importAsApiGateway, putAsApiGateway, type ImportResult } from '../import/api-gateway/index.js';
import { findSource } from '../import/source/find-source.js';
import { resolveCollection } from '../import/source/resolve-values.js';
import { readTextFile } from '../import/source/source-files.js';
import type { Source } from '../import/source/source.js';
import type { ParsedText } from '../import/text/index.js';
import { EMPTY_COLLECTION } from '../model/api.js';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../model/arn.js';
import type { EndpointType } from '../model/endpoint-configuration.js';
import type { ApiPlace } from '../model/expand-policy.js';
import type { RestApi } from '../model/rest-api.js';
import { apiIdOf } from '../runtime/stable-id.js';
import { DEFAULT_MODELS } from '../synth/control-plane/index.js';
import { defined } from '../support/defined.js';
import { isObject } from '../support/is-object.js';
import { own } from '../support/own.js';
import { SluiceError } from '../support/sluice-error.js';
import { text } from './argument-values.js';
import type { Arguments, CommandIo } from './command.js';
import { openSource } from './source-options.js';

/** The parameters of ImportRestApi and PutRestApi, as a command line gives them. */
export interface ImportParameters {
  readonly basepath?: 'ignore' | 'prepend' | 'split';
  readonly endpointConfigurationTypes?: EndpointType;
  readonly ignoreDocumentation?: boolean;
  readonly failOnWarnings?: boolean;
}

/** What an API is imported onto, and how. */
export interface ImportTarget {
  readonly api: RestApi;
  readonly mode: 'merge' | 'overwrite';
}

/** The values of each parameter. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  basepath: ['ignore', 'prepend', 'split'],
  endpointConfigurationTypes: ['EDGE', 'REGIONAL', 'PRIVATE'],
  ignore: ['documentation'],
  failonwarnings: ['true', 'false'],
};

/** @throws {SluiceError} `usage-invalid` for a name or a value that AWS does not have */
export function importParameters(given: Readonly<Record<string, string>>): ImportParameters {
  for (const [name, value] of Object.entries(given)) {
    const values = own(PARAMETERS, name);
    if (values === undefined) {
      throw new SluiceError(
        'usage-invalid',
        `Cannot use --parameter ${name}: expected ${Object.keys(PARAMETERS).join(', ')}`,
      );
    }
    if (!values.includes(value)) {
      throw new SluiceError('usage-invalid', `Cannot use --parameter ${name}=${value}: expected ${values.join(', ')}`);
    }
  }
  return defined({
    basepath: given.basepath as ImportParameters['basepath'],
    endpointConfigurationTypes: given.endpointConfigurationTypes as EndpointType | undefined,
    ignoreDocumentation: given.ignore === undefined ? undefined : true,
    failOnWarnings: given.failonwarnings === undefined ? undefined : given.failonwarnings === 'true',
  });
}

/**
 * Imports a document as API Gateway does; a template, an assembly or a CDK app is as AWS makes it.
 *
 * @throws {SluiceError} what cannot be read, or has no REST API
 */
export async function importSource(
  args: Arguments,
  io: CommandIo,
  source: string | undefined,
  parameters: ImportParameters,
  target?: ImportTarget,
): Promise<ImportResult> {
  const document = readDocument(source, text(args.app), io);
  if (document === undefined) return importedTemplate(args, io, source, target);
  if (args.protocol === 'http') {
    throw new SluiceError('usage-invalid', 'Cannot import an HTTP API: the import is that of REST APIs');
  }
  const { parsed, name } = document;
  const named = { file: name, places: parsed.locate };
  const result =
    target === undefined
      ? importAsApiGateway(parsed.value, { ...parameters, ...named, id: name })
      : putAsApiGateway(target.api, parsed.value, { ...withoutEndpoint(parameters), ...named, mode: target.mode });
  const diagnostics = [...parsed.diagnostics, ...result.diagnostics];
  return result.kind === 'refused'
    ? { ...result, diagnostics }
    : { ...result, diagnostics, api: resolveApi(result.api, args) };
}

function withoutEndpoint({ endpointConfigurationTypes: type, ...others }: ImportParameters): typeof others {
  if (type === undefined) return others;
  throw new SluiceError(
    'usage-invalid',
    'Cannot use --parameter endpointConfigurationTypes with --onto: it stays as it is',
  );
}

/** A file that is an OpenAPI document, or nothing at all; undefined for what has resources of its own. */
function readDocument(
  source: string | undefined,
  app: string | undefined,
  io: CommandIo,
): { readonly parsed: ParsedText; readonly name: string } | undefined {
  const location = findSource(source === undefined ? io.cwd : resolve(io.cwd, source), app);
  if (location.kind !== 'definition') return undefined;
  const name = basename(location.file);
  const parsed = readTextFile(location.file, name);
  return isObject(parsed.value) && isObject(parsed.value.Resources) ? undefined : { parsed, name };
}

async function importedTemplate(
  args: Arguments,
  io: CommandIo,
  path: string | undefined,
  target: ImportTarget | undefined,
): Promise<ImportResult> {
  if (target !== undefined)
    throw new SluiceError('usage-invalid', 'Cannot import a template with --onto: it is no document');
  const { collection, source } = await openSource({ ...args, source: path }, io);
  const [api, ...others] = collection.apis.flatMap((one) => (one.protocol === 'REST' ? [one] : []));
  const place = path === undefined ? io.cwd : dirname(resolve(io.cwd, path));
  if (api === undefined) throw new SluiceError('source-without-api', 'Cannot find a REST API', { place });
  if (others.length > 0) {
    throw new SluiceError('usage-invalid', `Cannot choose one of ${others.length + 1} REST APIs`, {
      hint: `Name one with --api: ${[api, ...others].map(({ id }) => id).join(', ')}`,
    });
  }
  return { kind: 'imported', api: withDefaultModels(api, source), warnings: [], diagnostics: source.diagnostics };
}

/**
 * Observed: an API that a template makes of resources has the models Empty and Error.
 * Assumed: one with a body does not, as after an import.
 */
function withDefaultModels(api: RestApi, { kind, features }: Source): RestApi {
  if (kind === 'sam' || features.some((feature) => feature.startsWith('oas_versions:'))) return api;
  const own = api.models ?? [];
  const names = new Set(own.map(({ name }) => name));
  return { ...api, models: [...DEFAULT_MODELS.filter(({ name }) => !names.has(name)), ...own] };
}

/** Where the API is on this machine: the Region and account of the command line, and an id that stays the same. */
export function placeOf(args: Arguments, api: RestApi): ApiPlace {
  return {
    region: text(args.region) ?? LOCAL_REGION,
    accountId: text(args.account) ?? LOCAL_ACCOUNT,
    restApiId: apiIdOf(api),
  };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html */
function resolveApi(api: RestApi, args: Arguments): RestApi {
  const collection = { ...EMPTY_COLLECTION, apis: [api] };
  const place = defined({ region: text(args.region), accountId: text(args.account) });
  const [resolved] = resolveCollection({ collection, knownReferences: {} }, place).apis;
  return resolved?.protocol === 'REST' ? resolved : api;
}

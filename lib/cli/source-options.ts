import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'yargs';
import type { StackEnvironment } from '../intrinsics/index.js';
import { functionNameIn } from '../import/source/known-names.js';
import { loadSource } from '../import/source/load-source.js';
import { environmentOf, resolveCollection, resolveStackParts, valuesAt } from '../import/source/resolve-values.js';
import type { Source, SourceOptions } from '../import/source/source.js';
import { addUsagePlans } from '../import/configuration/usage-plans.js';
import type { Api, ApiCollection } from '../model/api.js';
import type { LambdaFunction } from '../model/lambda-function.js';
import type { StackParts } from '../model/stack-parts.js';
import { printValue } from '../model/value.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import { SluiceError } from '../support/sluice-error.js';
import { assignments, checkUrl, text } from './argument-values.js';
import type { Arguments, CommandIo } from './command.js';
import { loadConfiguration, type LoadedConfiguration } from './configuration.js';
import { loadApiKeys, type GivenApiKeys } from './api-keys.js';
import { checkGivenNames, unknownNamesOf } from './unknown-names.js';

/** What every command that reads a source reads. */
export const SOURCE_POSITIONAL = {
  name: 'source',
  describe: 'CDK app (its folder), assembly, template or OpenAPI document; default: what the current folder holds',
} as const;

/** Options of every command that reads a source. */
export const SOURCE_OPTIONS = {
  app: { type: 'string', describe: 'Command that synthesizes the CDK app; default: the one in cdk.json' },
  api: { type: 'string', describe: 'Only this API: construct path, logical id or title' },
  stage: { type: 'string', describe: "Stage that comes first; a document's API gets it, default dev" },
  region: { type: 'string', describe: "Region in ARNs and for functions; default: the assembly's, else us-east-1" },
  account: { type: 'string', describe: "Account in ARNs; default: the assembly's, else 000000000000" },
  'template-parameter': { type: 'string', array: true, describe: 'Parameter of the template: name=value' },
  protocol: {
    choices: ['rest', 'http'] as const,
    describe: 'Kind of API that a document defines; default: as its members tell',
  },
  'allow-files': { type: 'boolean', default: false, describe: "Read files outside of the source's folder" },
  'api-keys': { type: 'string', describe: 'API keys beside those of the source, as API Gateway imports them (CSV)' },
  config: { type: 'string', describe: 'Configuration; default: sluice.json beside the source' },
  json: { type: 'boolean', default: false, describe: 'One JSON document on stdout' },
} as const satisfies Record<string, Options>;

/** A source, with the APIs that were asked for and what runs them. */
export interface OpenedSource extends StackParts {
  readonly source: Source;
  readonly configuration: LoadedConfiguration;
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
  /** Where it is served as if it were deployed there. */
  readonly environment: Required<StackEnvironment>;
  /** Keys that are not the source's; they are in the collection. */
  readonly apiKeys: GivenApiKeys;
}

/**
 * Reads the source that a command line names, with its configuration.
 *
 * @throws {SluiceError} what cannot be read, or an API or stage that is not there
 */
export async function openSource(
  args: Arguments,
  io: CommandIo,
  signal?: AbortSignal,
  { keepTexts = false }: Pick<SourceOptions, 'keepTexts'> = {},
): Promise<OpenedSource> {
  const path = text(args.source);
  const configuration = loadConfiguration(text(args.config), path, io.cwd);
  const app = text(args.app);
  const backend = text(args.backend);
  if (backend !== undefined) checkUrl(backend, '--backend');
  const templateParameters = assignments(args['template-parameter'], '--template-parameter');
  const given = { ...configuration.values.values, ...templateParameters };
  const values = valuesAt(readPlace(args, templateParameters, configuration), given);
  const location = path === undefined ? io.cwd : resolve(io.cwd, path);
  const source = await loadSource(location, {
    ...(app !== undefined && { app }),
    ...(backend !== undefined && { backend }),
    ...defined({ protocol: readProtocol(args, configuration) }),
    mock: args.mock === true,
    keepTexts,
    ...(signal !== undefined && { signal }),
    allowFiles: args['allow-files'] === true,
    templateParameters: values,
    values,
  });
  checkProtocol(args, source);
  const environment = environmentOf(source, values);
  const local = { ...environment, values };
  const resolved = resolveCollection(source, local);
  const apiKeys = loadApiKeys(text(args['api-keys']), configuration, io.cwd);
  const selected = selectApi(resolved, text(args.api));
  const collection = addUsagePlans(selected, configuration.values.usagePlans ?? [], apiKeys.keys);
  checkStage(collection, source, text(args.stage));
  const functions = withGivenCode(source, args, configuration, io);
  const parts = resolveStackParts(source, local);
  const opened = { configuration, collection, functions, ...parts, environment, apiKeys };
  // Of a canary and the version beside it, either may have what is named.
  if (args.stable !== undefined) return { ...opened, source };
  const naming = { source, collection: resolved };
  checkGivenNames(naming, {
    lambda: Object.keys(assignments(args.lambda, '--lambda')).map((name) => functionNameIn(source, name)),
    templateParameter: Object.keys(templateParameters),
  });
  const diagnostics = [...source.diagnostics, ...unknownNamesOf(naming, configuration)];
  return { ...opened, source: { ...source, diagnostics } };
}

function readProtocol({ protocol }: Arguments, { values }: LoadedConfiguration): 'REST' | 'HTTP' | undefined {
  switch (protocol ?? values.protocol) {
    case 'rest':
      return 'REST';
    case 'http':
      return 'HTTP';
    default:
      return undefined;
  }
}

/** A configuration may be there for other sources too, a flag is given for this one. */
function checkProtocol({ protocol }: Arguments, { kind }: Source): void {
  if (protocol === undefined || kind === 'openapi') return;
  throw new SluiceError(
    'usage-invalid',
    'Cannot use --protocol: only an OpenAPI document leaves open what it defines',
    {
      hint: 'A template says so with the type of its resource',
    },
  );
}

/** Of the place that a source is served for, what flags say, then template parameters, then the configuration. */
function readPlace(
  args: Arguments,
  templateParameters: Readonly<Record<string, string>>,
  { values }: LoadedConfiguration,
): StackEnvironment {
  const region = text(args.region) ?? own(templateParameters, 'AWS::Region') ?? values.region;
  const accountId = text(args.account) ?? own(templateParameters, 'AWS::AccountId') ?? values.account;
  if (region !== undefined && !/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region)) {
    throw new SluiceError('usage-invalid', `Cannot use the Region "${region}": expected a name such as eu-west-1`);
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new SluiceError('usage-invalid', `Cannot use the account "${accountId}": expected 12 digits`);
  }
  return defined({ region, accountId });
}

function selectApi(collection: ApiCollection, asked: string | undefined): ApiCollection {
  if (asked === undefined) return collection;
  const apis = collection.apis.filter((api) => isCalled(api, asked));
  if (apis.length > 0) return { ...collection, apis };
  throw new SluiceError('source-without-api', `Cannot find the API "${asked}"`, {
    hint: `Available APIs: ${listApis(collection.apis)}`,
  });
}

/** Whether `--api` means this API: its construct path or the end of it, its logical id or its title. */
export function isCalled({ id, name }: Api, asked: string): boolean {
  return id === asked || printValue(name) === asked || id.endsWith(`/${asked}`);
}

/** APIs as messages name them. */
export function listApis(apis: readonly Api[]): string {
  return apis.map(({ id, name }) => (id === printValue(name) ? id : `${id} ("${printValue(name)}")`)).join(', ');
}

/** A document has no stages of its own, so any name will do there. */
function checkStage({ apis }: ApiCollection, source: Source, asked: string | undefined): void {
  const stages = apis.flatMap((api) => api.stages.map(({ name }) => name));
  if (asked === undefined || stages.length === 0 || stages.includes(asked)) return;
  throw new SluiceError('source-without-stage', `Cannot find the stage "${asked}"`, {
    place: source.folder,
    hint: `Available stages: ${[...new Set(stages)].join(', ')}`,
  });
}

/** Functions with the code that flags or configuration give them; names that the source does not know are added. */
function withGivenCode(
  source: Source,
  args: Arguments,
  configuration: LoadedConfiguration,
  io: CommandIo,
): readonly LambdaFunction[] {
  const { functions } = source;
  const given = new Map<string, LambdaFunction>();
  const add = (codes: Readonly<Record<string, string>>, folder: string): void => {
    for (const [written, code] of Object.entries(codes)) {
      const name = functionNameIn(source, written);
      given.set(name, givenFunction(name, code, folder, functions));
    }
  };
  add(configuration.values.lambdas ?? {}, configuration.folder);
  add(assignments(args.lambda, '--lambda'), io.cwd);
  return [...functions.filter(({ name }) => !given.has(name)), ...given.values()];
}

function givenFunction(
  name: string,
  code: string,
  folder: string,
  functions: readonly LambdaFunction[],
): LambdaFunction {
  const known = functions.find((one) => one.name === name) ?? {
    environment: {},
    timeoutMs: GIVEN_FUNCTION_TIMEOUT_MS,
    memoryMegabytes: 128,
  };
  if (/^https?:\/\//.test(code)) return { ...known, name, handler: '', code: { kind: 'url', url: code } };
  const hash = code.lastIndexOf('#');
  const path = resolve(folder, hash === -1 ? code : code.slice(0, hash));
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile();
  if (isFile !== true) {
    const found = isFile === undefined ? 'there is no such file' : 'it is a folder, not a file';
    throw new SluiceError('lambda-code-missing', `Cannot find the code of the function "${name}": ${found}`, {
      place: path,
    });
  }
  return { ...known, name, handler: hash === -1 ? 'handler' : code.slice(hash + 1), code: { kind: 'file', path } };
}

/** A function that only a flag knows has no timeout of its own; this one is longer than any integration waits. */
const GIVEN_FUNCTION_TIMEOUT_MS = 30_000;

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'yargs';
import type { StackEnvironment } from '../intrinsics/index.js';
import { functionNameIn } from '../import/source/known-names.js';
import { loadSource } from '../import/source/load-source.js';
import { environmentOf, resolveCollection, resolveUserPools, valuesAt } from '../import/source/resolve-values.js';
import type { Source } from '../import/source/source.js';
import { addUsagePlans } from '../import/configuration/usage-plans.js';
import type { Api, ApiCollection } from '../model/api.js';
import type { LambdaFunction } from '../model/lambda-function.js';
import type { UserPool } from '../model/user-pool.js';
import { printValue } from '../model/value.js';
import { DEFAULT_STAGE } from '../runtime/compile-collection.js';
import type { RuntimeOptions } from '../runtime/local-runtime.js';
import { REMEDY, type Lenience } from '../runtime/not-simulated.js';
import { signingKeyFile } from '../runtime/server/signing-key-file.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, CommandIo } from './command.js';
import { loadConfiguration, type LoadedConfiguration } from './configuration.js';
import { loadApiKeys, type GivenApiKeys } from './api-keys.js';
import { loadClientCertificates } from './client-certificates.js';
import { loadIdentities } from './identities.js';
import { stateFolder } from './state-folder.js';
import { stageSettings } from './stage-settings.js';
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

/** Options of every command that answers requests. */
export const RUNTIME_OPTIONS = {
  'stage-settings': {
    type: 'string',
    describe: 'File with method settings of --stage, or of all stages: {"/pets/GET":{"throttlingRateLimit":1}}',
  },
  'stage-variable': { type: 'string', array: true, describe: 'Stage variable: name=value' },
  lambda: { type: 'string', array: true, describe: 'Code of a function: name=file[#export] or name=url' },
  'lambda-isolation': {
    choices: ['thread', 'process', 'inline'] as const,
    default: 'thread',
    describe: 'How Node.js functions run; one that uses up its memory may end the server unless it is a process',
  },
  'aws-endpoint': { type: 'string', array: true, describe: 'Where calls to a service go: service=url' },
  'vpc-link': { type: 'string', array: true, describe: 'Where a VPC link leads: id=host:port' },
  identities: { type: 'string', describe: 'File with the callers that IAM knows: keys, ARNs, policies' },
  issuer: {
    type: 'string',
    array: true,
    describe: 'Where the keys of a token issuer are: issuer=URL or file; local: `sluice token` signs for it',
  },
  lenient: {
    type: 'string',
    requiresArg: false,
    describe: 'Serve routes without what is not simulated; all of it, or feature,…',
  },
  mock: { type: 'boolean', default: false, describe: 'Answer operations without integration from their examples' },
  backend: { type: 'string', describe: 'Send operations without integration to this URL' },
} as const satisfies Record<string, Options>;

/** A source, with the APIs that were asked for and what runs them. */
export interface OpenedSource {
  readonly source: Source;
  readonly configuration: LoadedConfiguration;
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
  readonly userPools: readonly UserPool[];
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
export async function openSource(args: Arguments, io: CommandIo, signal?: AbortSignal): Promise<OpenedSource> {
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
  const userPools = resolveUserPools(source, local);
  const opened = { configuration, collection, functions, userPools, environment, apiKeys };
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

/** Of all APIs: the one that is asked for, else each; a document's API gets one. */
function stagesOf({ apis }: ApiCollection, asked: string | undefined): readonly string[] {
  const declared = apis.flatMap((api) => api.stages.map(({ name }) => name));
  return asked !== undefined ? [asked] : declared.length > 0 ? declared : [DEFAULT_STAGE];
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

/** What a runtime is told by flags and configuration. */
export function runtimeOptions(args: Arguments, opened: OpenedSource, cwd: string): RuntimeOptions {
  const { configuration, collection, environment } = opened;
  const { values } = configuration;
  const stage = text(args.stage);
  const lenient = text(args.lenient);
  return {
    ...environment,
    ...(stage !== undefined && { stage }),
    stages: stageSettings(configuration, stagesOf(collection, stage), text(args['stage-settings']), cwd),
    ...(values.quotas?.requestsPerSecond !== undefined && { requestsPerSecond: values.quotas.requestsPerSecond }),
    stageVariables: assignments(args['stage-variable'], '--stage-variable'),
    awsEndpoints: { ...values.awsEndpoints, ...urlAssignments(args['aws-endpoint'], '--aws-endpoint') },
    vpcLinks: { ...values.vpcLinks, ...addressAssignments(args['vpc-link'], '--vpc-link') },
    vpcEndpoints: values.vpcEndpoints ?? {},
    clientCertificates: loadClientCertificates(configuration),
    identities: loadIdentities(text(args.identities), configuration, cwd),
    issuers: {
      ...issuerLocations(values.issuers ?? {}, configuration.folder),
      ...issuerLocations(assignments(args.issuer, '--issuer'), cwd),
    },
    signingKey: signingKeyFile(stateFolder(args, cwd)),
    lambdaIsolation: isolation(args['lambda-isolation']),
    lambda: { environment: values.environment ?? {}, projectFolder: cwd },
    ...(lenient !== undefined && { lenience: readLenience(lenient) }),
  };
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `name=value` options, as a record; of a name given twice the last value. */
export function assignments(given: unknown, option: string): Readonly<Record<string, string>> {
  if (!Array.isArray(given)) return {};
  return Object.fromEntries(
    given.map((item) => {
      const assignment = String(item);
      const equals = assignment.indexOf('=');
      if (equals < 1)
        throw new SluiceError('usage-invalid', `Cannot read ${option} "${assignment}": it wants name=value`);
      return [assignment.slice(0, equals), assignment.slice(equals + 1)];
    }),
  );
}

/** Where keys are, by issuer, with files relative to a folder. */
function issuerLocations(given: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([issuer, location]) => {
      if (location === 'local') return [issuer, location];
      if (/^https?:/i.test(location)) {
        checkUrl(location, '--issuer');
        return [issuer, location];
      }
      const file = resolve(folder, location);
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return [issuer, file];
      throw new SluiceError(
        'configuration-missing',
        `Cannot find the keys of the issuer ${issuer}: there is no such file`,
        {
          place: file,
          hint: 'Expected the URL of an OpenID provider, the URL or the file of a key set, or local',
        },
      );
    }),
  );
}

/** `service=url` options. */
function urlAssignments(given: unknown, option: string): Readonly<Record<string, string>> {
  const read = assignments(given, option);
  for (const url of Object.values(read)) checkUrl(url, option);
  return read;
}

/** `id=host:port` options; the port may be left out. */
function addressAssignments(given: unknown, option: string): Readonly<Record<string, string>> {
  const addresses = assignments(given, option);
  for (const [name, address] of Object.entries(addresses)) {
    const read = /^(?:[^\s:/]+|\[[0-9a-fA-F:]+\])(?::(?<port>\d{1,5}))?$/.exec(address);
    if (read !== null && Number(read.groups?.port ?? 0) <= 65_535) continue;
    throw new SluiceError('usage-invalid', `Cannot read ${option} "${name}=${address}": it wants id=host:port`);
  }
  return addresses;
}

function checkUrl(url: string, option: string): void {
  if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) return;
  throw new SluiceError('usage-invalid', `Cannot use ${option} "${url}": it wants a URL, http://… or https://…`);
}

function readLenience(given: string): Lenience {
  if (given === '' || given === 'all') return 'all';
  const features = given.split(',');
  const unknown = features.find((feature) => !Object.hasOwn(REMEDY, feature));
  if (unknown === undefined) return new Set(features);
  throw new SluiceError('usage-invalid', `Cannot be lenient about "${unknown}": there is no such feature`, {
    hint: `There is ${Object.keys(REMEDY).join(', ')}`,
  });
}

function isolation(value: unknown): 'thread' | 'process' | 'inline' {
  return value === 'process' || value === 'inline' ? value : 'thread';
}

function selectApi(collection: ApiCollection, asked: string | undefined): ApiCollection {
  if (asked === undefined) return collection;
  const apis = collection.apis.filter(
    (api) => api.id === asked || printValue(api.name) === asked || api.id.endsWith(`/${asked}`),
  );
  if (apis.length > 0) return { ...collection, apis };
  throw new SluiceError('source-without-api', `Cannot find the API "${asked}"`, {
    hint: `There is ${listApis(collection.apis)}`,
  });
}

function listApis(apis: readonly Api[]): string {
  return apis.map(({ id, name }) => (id === printValue(name) ? id : `${id} ("${printValue(name)}")`)).join(', ');
}

/** A document has no stages of its own, so any name will do there. */
function checkStage({ apis }: ApiCollection, source: Source, asked: string | undefined): void {
  const stages = apis.flatMap((api) => api.stages.map(({ name }) => name));
  if (asked === undefined || stages.length === 0 || stages.includes(asked)) return;
  throw new SluiceError('source-without-stage', `Cannot find the stage "${asked}"`, {
    place: source.folder,
    hint: `There is ${[...new Set(stages)].join(', ')}`,
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

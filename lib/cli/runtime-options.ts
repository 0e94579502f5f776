import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'yargs';
import type { ApiCollection } from '../model/api.js';
import { DEFAULT_STAGE } from '../runtime/compiled-api.js';
import type { RuntimeOptions } from '../runtime/local-runtime.js';
import type { AccountOptions } from '../runtime/metering/account.js';
import { REMEDY, type Lenience } from '../runtime/not-simulated.js';
import { signingKeyFile } from '../runtime/server/signing-key-file.js';
import { defined } from '../support/defined.js';
import { SluiceError } from '../support/sluice-error.js';
import { assignments, checkUrl, text } from './argument-values.js';
import { loadClientCertificates } from './client-certificates.js';
import type { Arguments } from './command.js';
import { loadIdentities } from './identities.js';
import type { OpenedSource } from './source-options.js';
import { stageSettings } from './stage-settings.js';
import { stateFolder } from './state-folder.js';

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
  'vpc-link': {
    type: 'string',
    array: true,
    describe: 'Where a VPC link, or a listener behind one, leads: id=host:port',
  },
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
    ...accountLimits(values.quotas ?? {}),
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

/** The quotas of the account that a runtime holds. */
function accountLimits(quotas: Readonly<Record<string, number>>): AccountOptions {
  const { requestsPerSecond, newConnectionsPerSecond } = quotas;
  return defined({ requestsPerSecond, newConnectionsPerSecond });
}

/** Of all APIs: the one that is asked for, else each; a document's API gets one. */
function stagesOf({ apis }: ApiCollection, asked: string | undefined): readonly string[] {
  const declared = apis.flatMap((api) => api.stages.map(({ name }) => name));
  return asked !== undefined ? [asked] : declared.length > 0 ? declared : [DEFAULT_STAGE];
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

/** `id=host:port` options; the port may be left out. An id may have `=` in it, as a URI of AWS Cloud Map has. */
function addressAssignments(given: unknown, option: string): Readonly<Record<string, string>> {
  const addresses = assignments(given, option, 'last');
  for (const [name, address] of Object.entries(addresses)) {
    const read = /^(?:[^\s:/]+|\[[0-9a-fA-F:]+\])(?::(?<port>\d{1,5}))?$/.exec(address);
    if (read !== null && Number(read.groups?.port ?? 0) <= 65_535) continue;
    throw new SluiceError('usage-invalid', `Cannot read ${option} "${name}=${address}": expected id=host:port`);
  }
  return addresses;
}

function readLenience(given: string): Lenience {
  if (given === '' || given === 'all') return 'all';
  const features = given.split(',');
  const unknown = features.find((feature) => !Object.hasOwn(REMEDY, feature));
  if (unknown === undefined) return new Set(features);
  throw new SluiceError('usage-invalid', `Cannot be lenient about "${unknown}": not a feature`, {
    hint: `Available features: ${Object.keys(REMEDY).join(', ')}`,
  });
}

function isolation(value: unknown): 'thread' | 'process' | 'inline' {
  return value === 'process' || value === 'inline' ? value : 'thread';
}

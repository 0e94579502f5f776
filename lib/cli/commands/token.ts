import { selectTokenIssuer } from '../../import/source/select-token-issuer.js';
import { signToken } from '../../runtime/authorizers/token/signing-key.js';
import { userPoolClaims } from '../../runtime/authorizers/token/user-pool-claims.js';
import type { Claims } from '../../runtime/authorizers/token/verify-token.js';
import { signingKeyFile } from '../../runtime/server/signing-key-file.js';
import { RANDOM_IDS, SYSTEM_CLOCK } from '../../runtime/server/system-environment.js';
import { defined } from '../../support/defined.js';
import { SluiceError } from '../../support/sluice-error.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { Output } from '../output.js';
import { assignments, text } from '../argument-values.js';
import { openSource, SOURCE_OPTIONS, SOURCE_POSITIONAL } from '../source-options.js';
import { stateFolder } from '../state-folder.js';

export const token: Command = {
  name: 'token [source]',
  describe: 'Sign a token of a user pool or a local issuer of the source, which servers on this machine accept',
  positional: SOURCE_POSITIONAL,
  options: {
    ...SOURCE_OPTIONS,
    pool: {
      type: 'string',
      describe: 'User pool: logical id, pool id or ARN; default: the only one, else the only issuer of JWT authorizers',
    },
    issuer: { type: 'string', describe: 'Issuer of the token instead of a pool; no source is read then' },
    use: { choices: ['id', 'access'] as const, describe: 'Kind of token; default: access with --scope, else id' },
    scope: { type: 'string', array: true, describe: 'Scope of an access token' },
    user: { type: 'string', default: 'user', describe: 'Name of the user' },
    client: { type: 'string', describe: 'Id of the app client; default: the first of the pool' },
    claim: { type: 'string', array: true, describe: 'Further claim: name=value, the value in JSON or as it stands' },
    expires: { type: 'string', default: '3600', describe: 'Seconds until it expires; 0: it has expired' },
    state: { type: 'string', describe: 'Folder that the server was given as --state' },
  },
  examples: [
    ['token', 'an ID token of the user pool of the CDK app in this folder'],
    ['token template.yaml --scope pets/read', 'an access token with a scope'],
    ['token --user ann --claim \'cognito:groups=["admins"]\'', 'an ID token of a user in a group'],
    ['token --issuer https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users', 'without reading the source'],
  ],
  async run(args, io) {
    const output = new Output(io, args.json === true);
    const { issuer, client } = await selectIssuer(args, io);
    const claims = userPoolClaims(
      {
        ...defined({ use: readUse(args), user: text(args.user), scopes: readScopes(args) }),
        client,
        expiresInSeconds: readExpiry(text(args.expires) ?? ''),
        claims: readClaims(args),
      },
      { issuer, nowMs: SYSTEM_CLOCK.now(), requestId: () => RANDOM_IDS.requestId() },
    );
    const signed = signToken(claims, await signingKeyFile(stateFolder(args, io.cwd))());
    if (args.json === true) output.document({ token: signed, issuer, claims });
    else output.line(signed);
    return EXIT.ok;
  },
};

async function selectIssuer(
  args: Arguments,
  io: CommandIo,
): Promise<{ readonly issuer: string; readonly client: string }> {
  const [issuer, pool, client] = [text(args.issuer), text(args.pool), text(args.client)];
  if (issuer !== undefined) {
    if (pool === undefined) return { issuer, client: client ?? 'local' };
    throw new SluiceError('usage-invalid', 'Cannot use --pool with --issuer: a pool is an issuer');
  }
  const { userPools, collection } = await openSource(args, io);
  const selected = selectTokenIssuer({ userPools, apis: collection.apis }, { pool });
  return { issuer: selected.issuer, client: client ?? selected.clientIds[0] ?? 'local' };
}

function readUse({ use }: Arguments): 'id' | 'access' | undefined {
  return use === 'id' || use === 'access' ? use : undefined;
}

function readScopes({ scope, use }: Arguments): readonly string[] | undefined {
  if (!Array.isArray(scope)) return undefined;
  if (use === 'id')
    throw new SluiceError('usage-invalid', 'Cannot use --scope with --use id: an ID token has no scopes');
  return scope.map(String);
}

function readExpiry(given: string): number {
  const seconds = Number(given);
  if (/^-?\d{1,9}$/.test(given)) return seconds;
  throw new SluiceError('usage-invalid', `Cannot read --expires "${given}": expected a number of seconds`);
}

function readClaims({ claim }: Arguments): Claims {
  const given = Object.entries(assignments(claim, '--claim'));
  return Object.fromEntries(given.map(([name, value]) => [name, readValue(value)]));
}

/** A word is text, a list and a number are themselves. */
function readValue(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

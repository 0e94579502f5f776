import { randomBytes } from 'node:crypto';
import { LOCAL_CREDENTIALS, type FunctionCredentials } from '../function-credentials.js';

type Variables = Readonly<Record<string, string | undefined>>;

const CREDENTIALS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_CONFIG_FILE',
  'AWS_PROFILE',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SHARED_CREDENTIALS_FILE',
];

const LOCAL = {
  AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  AWS_SESSION_TOKEN: LOCAL_CREDENTIALS.sessionToken,
};

const TOKEN = randomBytes(20).toString('hex');

/** The credentials of functions: those of the shell where it has any (a key or a profile), otherwise local ones. */
export function accountVariables(shell: Variables): Record<string, string> {
  const own = Object.fromEntries(
    CREDENTIALS.flatMap((name) => {
      const value = shell[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return 'AWS_ACCESS_KEY_ID' in own || 'AWS_PROFILE' in own ? own : LOCAL;
}

/** How calls of functions with these credentials are recognized. */
export function functionCredentials(shell: Variables, accountId: string): FunctionCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = accountVariables(shell);
  const isKnown = accessKeyId !== undefined && secretAccessKey !== undefined;
  return {
    identity: isKnown
      ? {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken !== undefined && { sessionToken }),
          arn: `arn:aws:sts::${accountId}:assumed-role/local/function`,
          accountId,
          userId: 'AROALOCAL:function',
          policies: [],
        }
      : undefined,
    token: TOKEN,
  };
}

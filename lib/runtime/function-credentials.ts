import { randomBytes } from 'node:crypto';
import type { Identity } from './identity.js';

/** How the calls of functions that run on this machine are recognized. */
export interface FunctionCredentials {
  /** Whom functions sign as; undefined where their SDKs alone know the key, such as that of a profile. */
  readonly identity: Identity | undefined;
  /** Value of `x-sluice-function` in the calls that a Node.js function's own runtime leads here. */
  readonly token: string;
}

/** The header, which never leaves this machine. */
export const FUNCTION_TOKEN_HEADER = 'x-sluice-function';

/**
 * What functions sign with where the operator has no credentials. They mean nothing to AWS. The secret is another in every
 * process: nobody else signs as its functions.
 */
export const LOCAL_CREDENTIALS = {
  accessKeyId: 'local',
  secretAccessKey: randomBytes(20).toString('hex'),
  sessionToken: 'local',
} as const;

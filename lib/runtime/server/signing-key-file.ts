import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '../../support/sluice-error.js';
import { whyUnreadable } from '../../support/unreadable.js';
import { generateSigningKey, readSigningKey, type LoadSigningKey } from '../authorizers/token/signing-key.js';
import { makeFolder, writeNewFile } from './new-file.js';

/** Permissions of group and world. */
const OTHERS = 0o077;

/**
 * The signing key of this user in a folder, which servers and `sluice token` share. The file is read anew each time, so that
 * all of them agree on it, and made when it is not there.
 *
 * @throws {SluiceError} permission-denied where others can read or replace the key, or the file cannot be read or written
 */
export function signingKeyFile(folder: string): LoadSigningKey {
  const owner = process.getuid?.();
  const file = join(folder, owner === undefined ? 'sluice-token-key.pem' : `sluice-token-key-${owner}.pem`);
  return async () => {
    try {
      const pem = readPrivate(file);
      if (pem !== undefined) return readSigningKey(pem);
      const made = await generateSigningKey();
      makeFolder(folder);
      // As a whole: whoever reads it meanwhile finds a key or none.
      const written = `${file}.${randomBytes(6).toString('hex')}`;
      writeNewFile(written, made, 0o600);
      renameSync(written, file);
      return readSigningKey(readPrivate(file) ?? made);
    } catch (error) {
      if (error instanceof SluiceError) throw error;
      throw refusal(whyUnreadable(error), file);
    }
  };
}

/** Undefined: there is none. */
function readPrivate(file: string): string | undefined {
  let descriptor: number;
  try {
    // A link would let others choose the key, a pipe would let the reader wait.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refusal('it is not a file', file);
    if (process.getuid !== undefined && (stat.uid !== process.getuid() || (stat.mode & OTHERS) !== 0))
      throw refusal('others can read or replace it', file);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function refusal(why: string, file: string): SluiceError {
  return new SluiceError('permission-denied', `Cannot use the key that signs tokens: ${why}`, {
    place: file,
    hint: 'Delete the file, or name a folder of your own with --state',
  });
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSigningKey, signToken } from '../lib/runtime/authorizers/token/signing-key.js';
import type { Settings, Subject } from './scenario.js';

export const ISSUER = 'https://login.example.com';
export const AUDIENCE = 'web';

/** A token of the size that user pools issue, and where its issuer's keys are. */
export interface BenchToken {
  readonly token: string;
  readonly keys: string;
}

/** The same token in every process of a run: they share the key. */
export function benchToken({ folder }: Settings): BenchToken {
  const key = readSigningKey(sharedPem(folder));
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, JSON.stringify({ keys: [key.jwk] }));
  return { token: signToken(CLAIMS, key), keys };
}

const CLAIMS = {
  iss: ISSUER,
  sub: '6f1ed002-ab59-4a5d-8a4f-5f1f5d6c0001',
  aud: AUDIENCE,
  event_id: '6f1ed002-ab59-4a5d-8a4f-5f1f5d6c0002',
  token_use: 'id',
  auth_time: 1_700_000_000,
  iat: 1_700_000_000,
  exp: 4_102_444_800,
  'cognito:username': 'ann',
  'cognito:groups': ['admins', 'staff'],
  email: 'ann@example.com',
};

/** CPU time of one `crypto.verify` of the token, in microseconds. */
export const BARE_VERIFY: Subject = (settings) => {
  const { token } = benchToken(settings);
  const key = createPublicKey(createPrivateKey(sharedPem(settings.folder)));
  const end = token.lastIndexOf('.');
  const signed = Buffer.from(token.slice(0, end), 'ascii');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  const count = Math.ceil(settings.requests / 10);
  const measure = (): number => {
    const before = process.cpuUsage();
    for (let index = 0; index < count; index++) {
      if (!verify('sha256', signed, key, signature)) throw new Error('the token of the bench does not verify');
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  measure();
  return Promise.resolve(() => Promise.resolve(measure()));
};

function sharedPem(folder: string): string {
  const file = join(folder, 'token-key.pem');
  try {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}

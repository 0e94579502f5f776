import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { KeyAndCertificate } from '../runtime/key-and-certificate.js';
import { SluiceError } from '../support/sluice-error.js';
import { whyUnreadable } from '../support/unreadable.js';
import type { LoadedConfiguration } from './configuration.js';

/**
 * Reads the client certificates of `sluice.json`, whose files stand beside it.
 *
 * @throws {SluiceError} certificate-missing, certificate-invalid
 */
export function loadClientCertificates({
  values,
  folder,
}: LoadedConfiguration): Readonly<Record<string, KeyAndCertificate>> {
  return Object.fromEntries(
    Object.entries(values.clientCertificates ?? {}).map(([id, { cert, key }]) => {
      const pair = { cert: read(resolve(folder, cert)), key: read(resolve(folder, key)) };
      try {
        createSecureContext(pair);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new SluiceError('certificate-invalid', `Cannot use the client certificate "${id}": ${why}`);
      }
      return [id, pair] as const;
    }),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SluiceError('certificate-missing', `Cannot read the client certificate: ${whyUnreadable(error)}`, {
      place: file,
    });
  }
}

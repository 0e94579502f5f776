import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'yargs';
import { matchesDomain } from '../runtime/routing/domain-pattern.js';
import type { ServedDomain } from '../runtime/served-api.js';
import type { KeyAndCertificate } from '../runtime/key-and-certificate.js';
import { generatedCertificates, givenCertificates, type ServerTls } from '../runtime/server/tls.js';
import { parseTrustStore, type TrustStore } from '../runtime/trust-store.js';
import { SluiceError } from '../support/sluice-error.js';
import type { Arguments, CommandIo } from './command.js';
import { assignments } from './argument-values.js';
import { whyUnreadable } from '../support/unreadable.js';

/** Options of a server that speaks TLS. */
export const TLS_OPTIONS = {
  tls: { type: 'boolean', default: false, describe: 'Serve https, with a certificate generated for this run' },
  'tls-cert': { type: 'string', array: true, describe: 'Certificate to serve https with, in PEM; one a domain' },
  'trust-store': {
    type: 'string',
    array: true,
    describe: 'Authorities that a domain with mutual TLS trusts: domain=file, in PEM',
  },
  'tls-key': { type: 'string', array: true, describe: "The certificate's key, in PEM; as many as certificates" },
} as const satisfies Record<string, Options>;

/**
 * What to present to clients; undefined for plain HTTP.
 *
 * @param domains the names of the custom domains that are served when it is called
 * @throws {SluiceError} usage-invalid, certificate-invalid, certificate-missing
 */
export function openTls(
  args: Arguments,
  host: string,
  domains: () => readonly string[],
  io: CommandIo,
): ServerTls | undefined {
  const certificates = listOf(args['tls-cert']);
  const keys = listOf(args['tls-key']);
  if (certificates.length !== keys.length) {
    const counts = `${certificates.length} --tls-cert and ${keys.length} --tls-key`;
    throw new SluiceError('usage-invalid', `Cannot serve https with ${counts}: each certificate requires its key`);
  }
  const [first, ...others] = certificates.map((cert, index): KeyAndCertificate => ({
    cert: read(cert, io),
    key: read(keys[index] ?? '', io),
  }));
  if (first !== undefined) return givenCertificates(first, others);
  return args.tls === true ? generatedCertificates(host, domains, Date.now()) : undefined;
}

/**
 * The trust stores of domains with mutual TLS.
 *
 * @throws {SluiceError} usage-invalid, certificate-invalid, certificate-missing
 */
export function readTrustStores(args: Arguments, io: CommandIo): Readonly<Record<string, TrustStore>> {
  const files = Object.entries(assignments(args['trust-store'], '--trust-store'));
  if (files.length > 0 && args.tls !== true && listOf(args['tls-cert']).length === 0) {
    throw new SluiceError(
      'usage-invalid',
      'Cannot use --trust-store without TLS: add --tls, or --tls-cert and --tls-key',
    );
  }
  return Object.fromEntries(
    files.map(([domain, file]) => [domain.toLowerCase(), parseTrustStore(read(file, io))] as const),
  );
}

/**
 * Whether a client that names a host must show a certificate; undefined without trust stores.
 *
 * @throws {SluiceError} usage-invalid for a trust store of a domain that asks for none
 */
export function clientCertificateRule(
  trustStores: Readonly<Record<string, TrustStore>>,
  domains: () => readonly ServedDomain[],
): ((serverName: string) => boolean) | undefined {
  const names = Object.keys(trustStores);
  if (names.length === 0) return undefined;
  const guarded = domains().filter(({ trustStore }) => trustStore !== undefined);
  const idle = names.find((name) => !guarded.some((domain) => domain.name === name));
  if (idle !== undefined) {
    throw new SluiceError(
      'usage-invalid',
      `Cannot use --trust-store for "${idle}": no such domain asks for mutual TLS`,
    );
  }
  return (serverName) => domains().find(({ name }) => matchesDomain(name, serverName))?.trustStore !== undefined;
}

function listOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function read(file: string, io: CommandIo): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new SluiceError('certificate-missing', `Cannot read the certificate: ${whyUnreadable(error)}`, {
      place: file,
    });
  }
}

import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type TlsOptions } from 'node:tls';
import { SluiceError } from '../../support/sluice-error.js';
import { matchesDomain } from '../routing/domain-pattern.js';
import type { KeyAndCertificate } from '../key-and-certificate.js';
import { createLocalAuthority } from './self-signed-certificate.js';

/** What a listener presents to its clients. */
export interface ServerTls {
  readonly options: Pick<TlsOptions, 'key' | 'cert' | 'SNICallback' | 'minVersion'>;
  /** In PEM, what a client must trust that is to believe generated certificates; absent where certificates are given. */
  readonly authority?: string;
}

/** Documented: the oldest version that a new domain takes (TLS_1_2, https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html). */
const MIN_VERSION = 'TLSv1.2';

/**
 * Presents given certificates: to a client that names a host the first that covers it, to all others the first.
 *
 * @throws {SluiceError} certificate-invalid when one cannot be read or its key belongs to another
 */
export function givenCertificates(first: KeyAndCertificate, others: readonly KeyAndCertificate[]): ServerTls {
  const pairs = [first, ...others].map((pair) => ({ certificate: parseCertificate(pair), context: contextOf(pair) }));
  const choose = (serverName: string): SecureContext | undefined =>
    pairs.find(({ certificate }) => certificate.checkHost(serverName) !== undefined)?.context;
  return { options: { ...first, minVersion: MIN_VERSION, SNICallback: serverNameCallback(choose) } };
}

/**
 * Presents generated certificates, all signed by one authority of this run: one for the address that is listened on, and
 * one for each custom domain, to clients that name it.
 *
 * @param domains the names of the domains that are served when it is called; they may change
 */
export function generatedCertificates(host: string, domains: () => readonly string[], nowMs: number): ServerTls {
  const authority = createLocalAuthority(nowMs);
  const contexts = new Map<string, SecureContext>();
  const choose = (serverName: string): SecureContext | undefined => {
    const domain = domains().find((name) => matchesDomain(name, serverName.toLowerCase()));
    if (domain === undefined) return undefined;
    const known = contexts.get(domain);
    if (known !== undefined) return known;
    const context = contextOf(authority.issue([domain]));
    contexts.set(domain, context);
    return context;
  };
  const own = authority.issue([...new Set(['localhost', '127.0.0.1', '::1', host])]);
  return {
    options: { ...own, minVersion: MIN_VERSION, SNICallback: serverNameCallback(choose) },
    authority: authority.certificate,
  };
}

/** Without a context of its own a name gets the listener's. */
function serverNameCallback(
  choose: (serverName: string) => SecureContext | undefined,
): NonNullable<TlsOptions['SNICallback']> {
  return (serverName, done) => {
    try {
      done(null, choose(serverName));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function parseCertificate({ cert }: KeyAndCertificate): X509Certificate {
  try {
    return new X509Certificate(cert);
  } catch (error) {
    throw invalid(error);
  }
}

function contextOf(pair: KeyAndCertificate): SecureContext {
  try {
    return createSecureContext({ ...pair, minVersion: MIN_VERSION });
  } catch (error) {
    throw invalid(error);
  }
}

function invalid(error: unknown): SluiceError {
  const why = error instanceof Error ? error.message : String(error);
  return new SluiceError('certificate-invalid', `Cannot use the certificate: ${why}`, {
    hint: 'Certificate and key are wanted in PEM, the key being that of the certificate',
  });
}

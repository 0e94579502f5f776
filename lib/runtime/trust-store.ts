import { X509Certificate } from 'node:crypto';
import { SluiceError } from '../support/sluice-error.js';
import { signatureAlgorithmOf } from './signature-algorithm.js';

/**
 * The authorities whose clients a domain with mutual TLS lets in.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html What counts are
 * signatures, names, dates and algorithms, up to a root that is in the store. Revocations do not.
 */
export class TrustStore {
  private readonly bySubject = new Map<string, X509Certificate[]>();

  constructor(authorities: readonly X509Certificate[]) {
    for (const authority of authorities) {
      const named = this.bySubject.get(authority.subject);
      if (named === undefined) this.bySubject.set(authority.subject, [authority]);
      else named.push(authority);
    }
  }

  /**
   * Documented: a client's certificate that signed itself is refused
   * (https://repost.aws/knowledge-center/api-gateway-mutual-tls-403-errors).
   */
  trusts(certificate: X509Certificate, nowMs: number): boolean {
    return certificate.subject !== certificate.issuer && this.leadsToRoot(certificate, nowMs, MAX_CHAIN);
  }

  /** Assumed: the client's own certificate counts among the four of a chain. */
  private leadsToRoot(certificate: X509Certificate, nowMs: number, length: number): boolean {
    if (length === 0 || !isValidAt(certificate, nowMs) || !isStrong(certificate)) return false;
    const issuers = this.bySubject.get(certificate.issuer) ?? [];
    return issuers.some(
      (issuer) =>
        issuer.ca &&
        certificate.checkIssued(issuer) &&
        certificate.verify(issuer.publicKey) &&
        (issuer.raw.equals(certificate.raw) || this.leadsToRoot(issuer, nowMs, length - 1)),
    );
  }
}

const MAX_CHAIN = 4;
const MAX_CERTIFICATES = 1_000;
const MAX_BYTES = 1_000_000;

/**
 * Reads a trust store: certificates in PEM, one behind the other.
 *
 * @throws {SluiceError} certificate-invalid
 */
export function parseTrustStore(pem: string): TrustStore {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > MAX_CERTIFICATES || Buffer.byteLength(pem) > MAX_BYTES) {
    const found = `${blocks.length} certificates in ${Buffer.byteLength(pem)} bytes`;
    const expected = `1 to ${MAX_CERTIFICATES} in PEM, in at most ${MAX_BYTES} bytes`;
    throw new SluiceError('certificate-invalid', `Cannot use the trust store: found ${found}; expected ${expected}`);
  }
  return new TrustStore(blocks.map(parseCertificate));
}

function parseCertificate(pem: string, index: number): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SluiceError('certificate-invalid', `Cannot read certificate ${index + 1} of the trust store: ${why}`);
  }
}

function isValidAt({ validFrom, validTo }: X509Certificate, nowMs: number): boolean {
  return Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);
}

/** Documented with the trust store: SHA-256 or better, RSA of 2,048 bits or ECDSA of 256 bits or better. */
function isStrong(certificate: X509Certificate): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const isLong =
    asymmetricKeyType === 'rsa'
      ? (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
      : asymmetricKeyType === 'ec' && STRONG_CURVES.has(asymmetricKeyDetails?.namedCurve ?? '');
  return isLong && signatureAlgorithmOf(certificate.raw) !== undefined;
}

const STRONG_CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

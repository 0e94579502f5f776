import type { X509Certificate } from 'node:crypto';

/**
 * What is told of a client that came by mutual TLS: `$context.identity.clientCert`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export interface ClientCertificate {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  readonly serialNumber: string;
  /** `May 28 12:30:02 2019 GMT`. */
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

export function describeCertificate(certificate: X509Certificate): ClientCertificate {
  return {
    clientCertPem: certificate.toString(),
    subjectDN: printName(certificate.subject),
    issuerDN: printName(certificate.issuer),
    serialNumber: printSerialNumber(certificate.serialNumber),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

/** Reported by users: the parts stand in the order of the certificate, with a comma between them. */
function printName(lines: string): string {
  return lines.replaceAll('\n', ',');
}

/**
 * Documented: `a1:a1:a1:…`. Reported by users: a short one is a plain number.
 * Assumed: as OpenSSL prints them, a number of up to eight bytes is short.
 */
function printSerialNumber(hex: string): string {
  if (hex.length <= 16) return BigInt(`0x${hex}`).toString();
  return (hex.toLowerCase().match(/../g) ?? []).join(':');
}

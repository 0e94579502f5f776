/** Algorithms by the bytes of their object identifiers in hexadecimal (RFC 4055, RFC 5758). */
const ALGORITHMS: Readonly<Record<string, string>> = {
  '2a864886f70d01010b': 'sha256WithRSAEncryption',
  '2a864886f70d01010c': 'sha384WithRSAEncryption',
  '2a864886f70d01010d': 'sha512WithRSAEncryption',
  '2a8648ce3d040302': 'ecdsa-with-SHA256',
  '2a8648ce3d040303': 'ecdsa-with-SHA384',
  '2a8648ce3d040304': 'ecdsa-with-SHA512',
};

/**
 * With what a certificate is signed, which Node.js does not tell; undefined for SHA-1 and whatever else is not of the
 * SHA-2 family.
 *
 * Documented: https://www.rfc-editor.org/rfc/rfc5280 section 4.1: the content, then its algorithm, then its signature.
 *
 * @param der a certificate that OpenSSL has read
 */
export function signatureAlgorithmOf(der: Buffer): string | undefined {
  const certificate = elementAt(der, 0);
  const content = elementAt(der, certificate.start);
  const algorithm = elementAt(der, content.end);
  const identifier = elementAt(der, algorithm.start);
  return ALGORITHMS[der.toString('hex', identifier.start, identifier.end)];
}

/** Where what a DER element holds starts and ends. */
function elementAt(der: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const lengthBytes = first & 0x7f;
  const start = at + 2 + lengthBytes;
  return { start, end: start + der.readUIntBE(at + 2, lengthBytes) };
}

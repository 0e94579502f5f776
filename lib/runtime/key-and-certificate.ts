/** A certificate and its key, as `node:tls` takes them. */
export interface KeyAndCertificate {
  readonly key: string;
  /** With the certificates that it was signed by, in PEM. */
  readonly cert: string;
}

import { checkServerIdentity, type TLSSocket } from 'node:tls';

/**
 * What is wrong with a server's certificate apart from who issued it: its dates or its names. That is what
 * `insecureSkipVerification` still looks at.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-tls-config.html
 */
export function certificateFault(socket: TLSSocket, host: string, now = Date.now()): Error | undefined {
  const certificate = socket.getPeerCertificate();
  if (Date.parse(certificate.valid_to) < now) return new Error(`the certificate expired on ${certificate.valid_to}`);
  if (Date.parse(certificate.valid_from) > now) {
    return new Error(`the certificate is not valid before ${certificate.valid_from}`);
  }
  return checkServerIdentity(host, certificate);
}

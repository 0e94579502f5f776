import type { HeaderLine } from '../../../http-message.js';

/** The parameters of a service integration, read from a request; absent: the integration does not have it. */
export type ServiceParameters = Readonly<Record<string, string>>;

/** A call of a service, before it is signed. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST';
  /** Encoded, with the query. */
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** How the calls of an integration subtype are made. */
export interface SubtypeCalls {
  /** The service by the name that its endpoint and signature have. */
  readonly service: string;
  /** The host name's first part where it is not the service. */
  readonly endpointPrefix?: string;
  /** @throws {GatewayFault} missing-parameters */
  buildCall(parameters: ServiceParameters): ServiceCall;
}

/** An action of a service that takes JSON; members that are undefined are left out. */
export function jsonCall(
  target: string,
  version: '1.0' | '1.1',
  members: Readonly<Record<string, unknown>>,
): ServiceCall {
  return {
    method: 'POST',
    path: '/',
    headers: [
      ['Content-Type', `application/x-amz-json-${version}`],
      ['X-Amz-Target', target],
    ],
    body: JSON.stringify(members),
  };
}

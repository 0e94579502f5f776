import { printIdentitySource, type IdentitySource } from '../../model/identity-source.js';
import type { Protocol } from '../../model/protocol.js';
import { printValue } from '../../model/value.js';
import { own } from '../../support/own.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import type { HeaderLine } from '../http-message.js';
import type { NotSimulated } from '../not-simulated.js';

/** Reads what an authorizer tells callers apart by; undefined where the request does not have it. */
export type ReadIdentity<Invocation> = (invocation: Invocation) => string | undefined;

/** What identity sources read of a request, whatever its protocol. */
interface Identified {
  readonly request: {
    readonly headers: readonly HeaderLine[];
    readonly lastQueryValues: ReadonlyMap<string, string>;
  };
  readonly stage: { readonly variables: Readonly<Record<string, string>> };
}

/** How identity sources of a protocol are spelled and read. */
export interface IdentitySourceContext<Invocation> {
  readonly protocol: Protocol;
  readonly compileContextVariable: (path: string) => ReadIdentity<Invocation>;
  /** Hears of a source that cannot be read. */
  readonly refuse: (finding: NotSimulated) => void;
}

/**
 * Compiles an identity source of a REST or WebSocket API.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html (`identitySource`)
 * Assumed: a header is found whatever its case, as HTTP/2 clients send all names in lower case; of a repeated header or
 * parameter the last value counts; of a header that API Gateway writes or adds to (`X-Forwarded-For`), it is the value
 * that the authorizer sees.
 */
export function compileIdentitySource<Invocation extends Identified>(
  source: IdentitySource,
  { protocol, compileContextVariable, refuse }: IdentitySourceContext<Invocation>,
): ReadIdentity<Invocation> {
  switch (source.kind) {
    case 'header': {
      const lowerName = source.name.toLowerCase();
      return ({ request }) => findHeader(request.headers, lowerName);
    }
    case 'querystring':
      return ({ request }) => request.lastQueryValues.get(source.name);
    case 'context':
      return compileContextVariable(source.path);
    case 'stage-variable':
      return ({ stage }) => own(stage.variables, source.name);
    case 'deploy-time':
    case 'invalid': {
      const detail = `the identity source ${printValue(printIdentitySource(source, protocol))}`;
      refuse({ feature: 'authorizer', detail, optional: true });
      return () => undefined;
    }
  }
}

/**
 * The values of all identity sources of an authorizer.
 *
 * Documented: a request without one of them does not reach the function
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html).
 * Observed: be the cache on or off; an empty value is none.
 *
 * @throws {GatewayFault} unauthorized
 */
export function requireIdentity<Invocation>(
  sources: readonly ReadIdentity<Invocation>[],
  invocation: Invocation,
): readonly string[] {
  return sources.map((read) => {
    const value = read(invocation);
    if (value !== undefined && value !== '') return value;
    throw new GatewayFault({ kind: 'unauthorized', problem: 'an identity source is missing', lacksIdentity: true });
  });
}

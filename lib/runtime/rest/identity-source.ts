import { printIdentitySource, type IdentitySource } from '../../model/identity-source.js';
import { printValue } from '../../model/value.js';
import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileContextVariable } from './context.js';
import type { RoutedInvocation } from './invocation.js';

/** Reads what an authorizer tells callers apart by; undefined where the request does not have it. */
export type ReadIdentity = (invocation: RoutedInvocation) => string | undefined;

/**
 * Compiles an identity source.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html (`identitySource`)
 * Assumed: a header is found whatever its case, as HTTP/2 clients send all names in lower case; of a repeated header or
 * parameter the last value counts; of a header that API Gateway writes or adds to (`X-Forwarded-For`), it is the value
 * that the authorizer sees.
 *
 * @param refuse hears of a source that cannot be read
 */
export function compileIdentitySource(source: IdentitySource, refuse: (finding: NotSimulated) => void): ReadIdentity {
  switch (source.kind) {
    case 'header': {
      const lowerName = source.name.toLowerCase();
      return ({ request }) => findHeader(request.headers, lowerName);
    }
    case 'querystring':
      return ({ request }) => request.lastQueryValues.get(source.name);
    case 'context': {
      const read = compileContextVariable(source.path);
      return (invocation) => read(invocation);
    }
    case 'stage-variable':
      return ({ stage }) => own(stage.variables, source.name);
    case 'deploy-time':
    case 'invalid': {
      const detail = `the identity source ${printValue(printIdentitySource(source, 'REST'))}`;
      refuse({ feature: 'authorizer', detail, optional: true });
      return () => undefined;
    }
  }
}

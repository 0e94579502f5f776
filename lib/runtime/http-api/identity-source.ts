import { printIdentitySource, type IdentitySource } from '../../model/identity-source.js';
import { printValue } from '../../model/value.js';
import { own } from '../../support/own.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileContextVariable } from './context.js';
import type { RoutedInvocation } from './invocation.js';

/** Reads what an authorizer tells callers apart by; undefined where the request does not have it. */
export type ReadIdentity = (invocation: RoutedInvocation) => string | undefined;

/**
 * Compiles an identity source.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * Assumed: repeats are joined as in the events of payload format 2.0.
 *
 * @param refuse hears of a source that cannot be read
 */
export function compileIdentitySource(source: IdentitySource, refuse: (finding: NotSimulated) => void): ReadIdentity {
  switch (source.kind) {
    case 'header': {
      const lowerName = source.name.toLowerCase();
      return ({ request }) => {
        let value: string | undefined;
        for (const [name, content] of request.message.headers) {
          if (name.length !== lowerName.length || name.toLowerCase() !== lowerName) continue;
          value = value === undefined ? content : `${value}, ${content}`;
        }
        return value;
      };
    }
    case 'querystring':
      return ({ request }) => {
        const values = request.query.filter(([name]) => name === source.name).map(([, value]) => value);
        return values.length === 0 ? undefined : values.join(',');
      };
    case 'context':
      return compileContextVariable(source.path);
    case 'stage-variable':
      return ({ stage }) => own(stage.variables, source.name);
    case 'deploy-time':
    case 'invalid': {
      const detail = `the identity source ${printValue(printIdentitySource(source, 'HTTP'))}`;
      refuse({ feature: 'authorizer', detail, optional: true });
      return () => undefined;
    }
  }
}

import type { IdentitySource } from '../../model/identity-source.js';
import { compileIdentitySource as compileSource, type ReadIdentity } from '../authorizers/identity-source.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileContextVariable } from './context.js';
import type { RoutedInvocation } from './invocation.js';

/**
 * Compiles an identity source of an HTTP API.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * Assumed: repeats are joined as in the events of payload format 2.0.
 *
 * @param refuse hears of a source that cannot be read
 */
export function compileIdentitySource(
  source: IdentitySource,
  refuse: (finding: NotSimulated) => void,
): ReadIdentity<RoutedInvocation> {
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
    default:
      return compileSource<RoutedInvocation>(source, { protocol: 'HTTP', compileContextVariable, refuse });
  }
}

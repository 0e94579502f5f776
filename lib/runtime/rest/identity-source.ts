import type { IdentitySource } from '../../model/identity-source.js';
import { compileIdentitySource as compileSource, type ReadIdentity } from '../authorizers/identity-source.js';
import type { NotSimulated } from '../not-simulated.js';
import { compileContextVariable } from './context.js';
import type { RoutedInvocation } from './invocation.js';

/** Compiles an identity source of a REST API. */
export function compileIdentitySource(
  source: IdentitySource,
  refuse: (finding: NotSimulated) => void,
): ReadIdentity<RoutedInvocation> {
  return compileSource<RoutedInvocation>(source, { protocol: 'REST', compileContextVariable, refuse });
}

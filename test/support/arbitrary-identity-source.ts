import fc from 'fast-check';
import {
  joinValues,
  lateText,
  reference,
  type DeployTimeValue,
  type IdentitySource,
  type Protocol,
} from '../../lib/model/index.js';
import { headerName, word } from './arbitrary-values.js';

/** Identity sources of an authorizer, in any form that can stand in a list with commas. */
export function identitySources(protocol: Protocol): fc.Arbitrary<IdentitySource> {
  return fc.oneof(
    headerName.map((name): IdentitySource => ({ kind: 'header', name })),
    word.map((name): IdentitySource => ({ kind: 'querystring', name })),
    fc.constantFrom<IdentitySource>(
      { kind: 'context', path: 'identity.sourceIp' },
      { kind: 'stage-variable', name: 'v' },
      { kind: 'invalid', text: 'request.header' },
    ),
    fc
      .constantFrom(reference('Source'), joinValues(['method.request.header.', reference('Header')]) as DeployTimeValue)
      .map((value): IdentitySource => lateText(`identity-source-${protocol}`, value)),
  );
}

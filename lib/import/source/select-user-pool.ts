import { knownText, userPoolIssuer, type UserPool } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';

/** A user pool of a source, as its tokens name it. */
export interface SelectedUserPool {
  readonly issuer: string;
  /** The ids of its clients that are known. */
  readonly clientIds: readonly string[];
}

/**
 * Selects a user pool by its logical id, pool id or ARN; default: the only one.
 *
 * @throws {SluiceError} source-without-user-pool
 */
export function selectUserPool(userPools: readonly UserPool[], asked: string | undefined): SelectedUserPool {
  const pools = userPools.flatMap(({ id, arn, clients }) => {
    const known = knownText(arn) ?? '';
    const issuer = userPoolIssuer(known);
    if (issuer === undefined) return [];
    const clientIds = clients.flatMap(({ clientId }) => knownText(clientId) ?? []);
    return [{ id, issuer, clientIds, names: [id, known, issuer, issuer.slice(issuer.lastIndexOf('/') + 1)] }];
  });
  const found =
    asked === undefined ? pools : pools.filter(({ id, names }) => names.includes(asked) || id.endsWith(`/${asked}`));
  const [pool] = found;
  if (pool !== undefined && found.length === 1) return pool;
  const ids = pools.map(({ id }) => id).join(', ');
  if (pools.length === 0) {
    throw new SluiceError('source-without-user-pool', 'Cannot sign a token: the source has no user pool', {
      hint: 'Name the issuer of the token; the server takes it with --issuer <issuer>=local',
    });
  }
  const problem = asked === undefined ? 'the source has several user pools' : `the source has no user pool "${asked}"`;
  throw new SluiceError('source-without-user-pool', `Cannot sign a token: ${problem}`, { hint: `User pools: ${ids}` });
}

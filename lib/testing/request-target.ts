import { stagePath } from '../model/stage-path.js';
import { matchesDomain } from '../runtime/routing/domain-pattern.js';
import type { ServedDomain } from '../runtime/served-api.js';
import { SluiceError } from '../support/sluice-error.js';

/** The target of a request's first line, and the host that it is for. */
export interface RequestTarget {
  readonly target: string;
  readonly host: string;
}

/**
 * Reads the target of a request of a test: a path below a stage, or the URL of a custom domain.
 *
 * @throws {SluiceError} domain-unknown
 */
export function readTarget(pathOrUrl: string, stageName: string, domains: readonly ServedDomain[]): RequestTarget {
  if (!/^(?:https?|wss?):\/\//i.test(pathOrUrl)) {
    const path = pathOrUrl.startsWith('/') ? pathOrUrl : `/${pathOrUrl}`;
    return { target: stagePath(stageName) + path, host: 'localhost' };
  }
  const { hostname, host } = new URL(pathOrUrl);
  if (!domains.some(({ name }) => matchesDomain(name, hostname))) {
    const names = domains.map(({ name }) => name).join(', ');
    throw new SluiceError('domain-unknown', `Cannot find the custom domain ${hostname}`, {
      hint:
        names === '' ? 'The source has no custom domain; give a path below the stage' : `Available domains: ${names}`,
    });
  }
  // The rest of the URL as it is written: the URL class would change its encoding.
  const rest = pathOrUrl.replace(/^(?:https?|wss?):\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  return { target: rest.startsWith('/') ? rest : `/${rest}`, host };
}

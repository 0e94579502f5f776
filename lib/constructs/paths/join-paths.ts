import { SluiceError } from '../../support/sluice-error.js';
import { requirePath } from './read-path.js';

/**
 * A path below a group's: `/admin/users` of `/admin` and `/users`; `/` alone is the group's own path.
 *
 * @throws {SluiceError} `path-invalid` for a path that is not a string, or has no slash at its beginning
 */
export function joinPaths(prefix: string, path: string): string {
  requirePath('the path', path, ` below ${prefix}`);
  if (!path.startsWith('/')) {
    throw new SluiceError('path-invalid', `The path "${path}" below ${prefix} does not begin with a slash`, {
      hint: `Write it as "/${path}"`,
    });
  }
  const start = prefix.replace(/\/$/, '');
  return path === '/' && start !== '' ? start : start + path;
}

import { SluiceError } from '../../support/sluice-error.js';

/**
 * A path below a group's: `/admin/users` of `/admin` and `/users`; `/` alone is the group's own path.
 *
 * @throws {SluiceError} `path-invalid` for a path without a slash at its beginning
 */
export function joinPaths(prefix: string, path: string): string {
  if (!path.startsWith('/')) {
    throw new SluiceError('path-invalid', `The path "${path}" below ${prefix} does not begin with a slash`, {
      hint: `Write it as "/${path}"`,
    });
  }
  const start = prefix.replace(/\/$/, '');
  return path === '/' && start !== '' ? start : start + path;
}

import { Token } from 'aws-cdk-lib';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * A path of the API without a slash at its end.
 *
 * @throws {SluiceError} `path-unknown` for a path that holds a token
 */
export function readPath(what: string, path: string): string {
  if (Token.isUnresolved(path)) {
    throw new SluiceError('path-unknown', `Cannot add ${what} ${path}: a path has to be known at synthesis`);
  }
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

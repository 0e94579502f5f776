import { stagePath } from '../../model/stage-path.js';
import type { RequestPlace } from '../request/request-place.js';

/**
 * The path below the API, as sent: with the stage, except for `$default`.
 *
 * Reported by users: docs/aws/http-api.md section 2.
 */
export function pathWithStage(stageName: string, { routedPath }: RequestPlace): string {
  return stagePath(stageName) + (routedPath === '' ? '/' : routedPath);
}

/** Assumed: a path that is not valid percent-encoding stays as sent. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

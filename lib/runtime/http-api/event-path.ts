import { stagePath } from '../../model/stage-path.js';
import type { RequestPlace } from '../request/request-place.js';
import type { Invocation } from './invocation.js';

/**
 * The path below the API, as sent: with the stage, except for `$default`.
 *
 * Reported by users: docs/aws/http-api.md section 2.
 */
export function pathWithStage(stageName: string, { routedPath }: RequestPlace): string {
  return stagePath(stageName) + (routedPath === '' ? '/' : routedPath);
}

/** The path that an integration receives: with the stage, unless a parameter mapping overwrites it. */
export function integrationPath({ stage, arrival }: Invocation): string {
  return arrival.overwrittenPath ?? pathWithStage(stage.name, arrival.place);
}

/** Assumed: a path that is not valid percent-encoding stays as sent. */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

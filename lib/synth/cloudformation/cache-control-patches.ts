import type { MethodSettings } from '../../model/index.js';
import { renderResourcePath } from './method-settings.js';

/** An operation of UpdateStage. */
export interface PatchOperation {
  readonly op: 'replace';
  readonly path: string;
  readonly value: string;
}

/**
 * Renders the UpdateStage operations for cache settings that CloudFormation has no property for.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html
 */
export function renderCacheControlPatches(settings: readonly MethodSettings[]): readonly PatchOperation[] {
  return settings.flatMap(({ path, httpMethod, caching = {} }) => {
    const key = renderResourcePath(path);
    const replace = (member: string, value: boolean | string | undefined): readonly PatchOperation[] =>
      value === undefined
        ? []
        : [{ op: 'replace', path: `${key}/${httpMethod}/caching/${member}`, value: String(value) }];
    return [
      ...replace('requireAuthorizationForCacheControl', caching.requireAuthorizationForCacheControl),
      ...replace('unauthorizedCacheControlHeaderStrategy', caching.unauthorizedCacheControlHeaderStrategy),
    ];
  });
}

import { diagnostic, type Diagnostic, type Place } from '../../model/index.js';
import { differsInLaterRelease } from '../../jsonpath/index.js';
import { pathsOf } from '../json-paths.js';
import type { Rule } from '../validate.js';

/** Paths that the releases of the JSONPath library read differently; AWS does not say which one it runs. */
export const jsonPathRelease: Rule = (api) =>
  pathsOf(api).flatMap(({ path, placeAt }) => {
    const difference = differsInLaterRelease(path);
    return difference === undefined ? [] : [jsonPathReleaseWarning(placeAt(0), path, difference)];
  });

export function jsonPathReleaseWarning(place: Place, path: string, difference: string): Diagnostic {
  return diagnostic('jsonpath-release', place, `Cannot rely on JSONPath "${path}": ${difference}`);
}

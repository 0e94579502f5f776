import { diagnostic } from '../../model/index.js';
import { differsInLaterRelease } from '../../jsonpath/index.js';
import { pathsOf } from '../json-paths.js';
import type { Rule } from '../validate.js';

/** Paths that the releases of the JSONPath library read differently; AWS does not say which one it runs. */
export const jsonPathRelease: Rule = (api) =>
  pathsOf(api).flatMap(({ path, placeAt }) => {
    const difference = differsInLaterRelease(path);
    if (difference === undefined) return [];
    return [diagnostic('jsonpath-release', placeAt(0), `Cannot rely on JSONPath "${path}": ${difference}`)];
  });

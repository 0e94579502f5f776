import { diagnostic } from '../../model/index.js';
import { compileJsonPath, JsonPathSyntaxError } from '../../jsonpath/index.js';
import { pathsOf } from '../json-paths.js';
import type { Rule } from '../validate.js';

/** Paths of `$input.path` and `$input.json` that do not parse: every request fails there. */
export const templatePath: Rule = (api) =>
  pathsOf(api).flatMap(({ path, placeAt }) => {
    try {
      compileJsonPath(path);
      return [];
    } catch (error) {
      if (!(error instanceof JsonPathSyntaxError)) throw error;
      return [diagnostic('template-path', placeAt(error.offset), error.message)];
    }
  });

import { JsonPathSyntaxError } from '../../jsonpath/index.js';
import { diagnostic, type RestApi, type WebSocketApi } from '../../model/index.js';
import { pathsOf } from '../json-paths.js';
import type { Rule } from '../rule.js';

/** Paths of `$input.path` and `$input.json` that do not parse: every request fails there. */
export const templatePath: Rule<RestApi | WebSocketApi> = (api) =>
  pathsOf(api).flatMap(({ parsed, placeAt }) =>
    parsed instanceof JsonPathSyntaxError ? [diagnostic('template-path', placeAt(parsed.offset), parsed.message)] : [],
  );

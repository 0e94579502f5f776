import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Two methods of one path and HTTP method: in a document the second takes the first's place in silence. */
export const duplicateRoute: Rule = (api) => {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  walkMethods(api, ({ httpMethod }, path, place) => {
    const route = `${httpMethod} ${path}`;
    if (seen.has(route)) {
      found.push(diagnostic('duplicate-route', place, `Cannot have ${route} twice: the path answers it already`));
    }
    seen.add(route);
  });
  return found;
};

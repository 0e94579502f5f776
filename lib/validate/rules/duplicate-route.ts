import { diagnostic, walkRoutes, type Diagnostic } from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Two routes of one key: in a document the second takes the first's place in silence. */
export const duplicateRoute: Rule = (api) => {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  walkRoutes(api, (_route, place) => {
    if (seen.has(place.element)) found.push(diagnostic('duplicate-route', place, `${place.element} is defined twice`));
    seen.add(place.element);
  });
  return found;
};

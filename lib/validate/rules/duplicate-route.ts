import { diagnostic, walkRoutes, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/** Two routes of one key: in a document the second takes the first's place in silence. */
export const duplicateRoute = defineRule({
  codes: ['duplicate-route'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'Two routes have one key',
  fix: 'Remove one of the routes, or give it another path or method',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const seen = new Set<string>();
    walkRoutes(api, (_route, place) => {
      if (seen.has(place.element))
        found.push(diagnostic('duplicate-route', place, `${place.element} is defined twice`));
      seen.add(place.element);
    });
    return found;
  },
});

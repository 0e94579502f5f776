import { diagnostic, type Diagnostic } from '../../model/diagnostic.js';
import { remedyOf } from '../not-simulated.js';
import type { HttpApiDeployment } from './invocation.js';

/** What an API's author should know about routes that are refused, or served without what they ask for. */
export function findingsOfHttpApi({ routes }: HttpApiDeployment): readonly Diagnostic[] {
  return routes.flatMap(({ routeKey, refusals, unenforced }) =>
    [
      ...refusals.map((finding) => `The route is refused: ${finding.detail} is not simulated; ${remedyOf(finding)}`),
      ...unenforced.map(({ detail }) => `The route is served without ${detail}`),
    ].map((message) => diagnostic('not-simulated', { element: routeKey }, message)),
  );
}

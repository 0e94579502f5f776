import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { remedyOf, type RouteFindings } from './not-simulated.js';

/**
 * What an API's author should know about a route that is refused, or served without what it asks for.
 *
 * @param stage the stage whose settings and variables are the reason; absent: every stage
 */
export function diagnosticsOfRoute(
  route: string,
  { refusals, unenforced }: RouteFindings,
  stage?: string,
): readonly Diagnostic[] {
  const where = stage === undefined ? '' : ` on stage ${stage}`;
  return [
    ...refusals.map(
      (finding) => `The route is refused${where}: ${finding.detail} is not simulated; ${remedyOf(finding)}`,
    ),
    ...unenforced.map(({ detail }) => `The route is served${where} without ${detail}`),
  ].map((message) => diagnostic('not-simulated', { element: route }, message));
}

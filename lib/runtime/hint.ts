import { nearestName } from '../support/nearest-name.js';
import { editDistance } from '../support/edit-distance.js';
import type { NoStage } from './select-stage.js';
import type { ServedRoute } from './served-route.js';

/** A sentence for a newcomer whose path names no stage: AWS's own answer says nothing. */
export function suggestStage({ api, stageName, rest }: NonNullable<NoStage['sought']>): string | undefined {
  const names = api.stages.map(({ name }) => name).filter(isHeaderText);
  const [first] = names;
  if (first === undefined) return undefined;
  const path = stageName === '' ? '/' : `/${stageName}${rest}`;
  if (path.length > MAX_REPEATED_LENGTH) return `No such stage; there is ${names.join(', ')}`;
  // A path without a stage, or one whose stage is misspelled.
  const meant = nearestName(stageName, names);
  const example = isHeaderText(path)
    ? ` Did you mean ${meant === undefined ? `/${first}${path}` : `/${meant}${rest}`}?`
    : '';
  return isHeaderText(stageName) ? `No stage "${stageName}"; there is ${names.join(', ')}.${example}` : undefined;
}

/** A sentence for a path or method that no route takes: the routes whose text is nearest. */
export function suggestRoute(routes: readonly ServedRoute[], path: string): string | undefined {
  if (routes.length > MAX_COMPARED_ROUTES || path.length > MAX_COMPARED_LENGTH) return undefined;
  const nearest = routes
    .filter(({ httpMethod }) => httpMethod !== undefined)
    .map(({ httpMethod = '', path: routePath }) => ({
      name: `${httpMethod} ${routePath}`,
      distance: editDistance(routePath, path),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
    .filter(isHeaderText);
  return nearest.length === 0 ? undefined : `No such route; nearest are ${nearest.join(', ')}`;
}

/** A sentence that repeats what a client sent, as a header can carry it. */
export function quoteForHeader(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?');
  return printable.length > MAX_QUOTED_LENGTH ? `${printable.slice(0, MAX_QUOTED_LENGTH)}...` : printable;
}

const MAX_QUOTED_LENGTH = 500;

const MAX_COMPARED_ROUTES = 500;
const MAX_COMPARED_LENGTH = 100;

/** What a client sends in plenty does not come back to it in a header, whose size clients limit. */
const MAX_REPEATED_LENGTH = 200;

function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

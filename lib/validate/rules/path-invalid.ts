import { diagnostic, parsePathPart, type Diagnostic } from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * Paths that API Gateway makes no resources of.
 *
 * Observed: "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed" and "Cannot
 * create a child of a resource with a greedy path variable".
 */
export const pathInvalid: Rule = ({ resources }) => {
  const found: Diagnostic[] = [];
  const variables = new Map<string, { readonly segment: string; readonly path: string }>();
  for (const { path } of resources) {
    const report = (message: string): number =>
      found.push(diagnostic('path-invalid', { element: path }, `Cannot use the path ${path}: ${message}`));
    if (!path.startsWith('/')) {
      report('it does not begin with a slash');
      continue;
    }
    const segments = path === '/' ? [] : path.slice(1).split('/');
    let parent = '';
    for (const [index, segment] of segments.entries()) {
      const part = parsePathPart(segment);
      if (segment === '') report('a segment is empty');
      else if (part.kind === 'literal') {
        if (/[{}]/.test(segment)) report(`"${segment}" has a variable in it: a variable is a whole segment`);
      } else {
        if (/[{}]/.test(part.name)) report(`"${segment}" holds more than one variable: a variable is a whole segment`);
        if (part.kind === 'greedy' && index < segments.length - 1) {
          report(`nothing can follow "${segment}", which takes the rest of the path`);
        }
        const sibling = variables.get(parent);
        if (sibling === undefined) variables.set(parent, { segment, path });
        else if (sibling.segment !== segment) {
          report(
            `"${segment}" stands where ${sibling.path} has "${sibling.segment}", and only one variable is allowed there`,
          );
        }
      }
      parent += `/${segment}`;
    }
  }
  return found;
};

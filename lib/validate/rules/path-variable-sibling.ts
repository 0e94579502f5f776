import { diagnostic, parsePath, printPathPart, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Two variables in one place of a REST API's tree of resources.
 *
 * Observed: "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed".
 */
export const pathVariableSibling = defineRule({
  codes: ['path-invalid'],
  protocols: ['REST'],
  summary: 'Two path variables with different names stand in one place',
  fix: 'Give the variable one name in all paths',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html',
  check: ({ resources }) => {
    const found: Diagnostic[] = [];
    const variables = new Map<string, { readonly segment: string; readonly path: string }>();
    for (const { path } of resources) {
      let parent = '';
      for (const part of parsePath(path)) {
        const segment = printPathPart(part);
        const sibling = variables.get(parent);
        if (part.kind !== 'literal') {
          if (sibling === undefined) variables.set(parent, { segment, path });
          else if (sibling.segment !== segment) {
            const message = `Cannot use the path ${path}: "${segment}" stands where ${sibling.path} has "${sibling.segment}", and only one variable is allowed there`;
            found.push(diagnostic('path-invalid', { element: path }, message));
          }
        }
        parent += `/${segment}`;
      }
    }
    return found;
  },
});

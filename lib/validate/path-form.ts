import { diagnostic, parsePathPart, type Diagnostic, type Place } from '../model/index.js';

/** Reports a path that API Gateway makes no resource or route of. */
export function checkPath(path: string, place: Place): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (message: string): number =>
    found.push(diagnostic('path-invalid', place, `Cannot use the path ${path}: ${message}`));
  if (!path.startsWith('/')) {
    report('it does not begin with a slash');
    return found;
  }
  const segments = path === '/' ? [] : path.slice(1).split('/');
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
    }
  }
  return found;
}

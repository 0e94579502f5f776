import type { Criterion, Filter, Operand, Path, Step } from './ast.js';

/**
 * Forms: what a path means, as text that two grammars can be compared by. A step that only one of them knows has a form
 * that the other never gives.
 */
export function formsOfSteps(steps: readonly Step[]): readonly string[] {
  return steps.map(formOfStep);
}

export function formOfNames(names: readonly string[]): string {
  return JSON.stringify(names);
}

export function formOfPath(fromRoot: boolean, steps: readonly string[]): string {
  return `${fromRoot ? '$' : '@'}${steps.join('')}`;
}

export function formOfPresence(path: string, expected: boolean): string {
  return `${expected ? '' : '!'}${path}`;
}

export function formOfComparison(left: string, operator: string, right: string): string {
  return `${left} ${operator} ${right}`;
}

/** A literal is its text; quotes around it count for nothing in the one grammar and little in the other. */
export function formOfText(text: string): string {
  return JSON.stringify(text);
}

/** A quoted `true`, `false` or `null`, of which one grammar makes that value and the other a string. */
export function formOfQuotedWord(word: string): string {
  return `string ${JSON.stringify(word)}`;
}

export function formOfRegex(pattern: string, flags: string): string {
  return `/${pattern}/${flags}`;
}

/** Of a single part the form is that part's; `(a && b) && c` has the form of `a && b && c`. */
export function formOfLogic(operator: '&&' | '||', parts: readonly string[]): string {
  const [first = ''] = parts;
  if (parts.length === 1) return first;
  const flat = parts.map((part) => (part.startsWith(`(${operator} `) ? part.slice(4, -1) : part));
  return `(${operator} ${flat.join(` ${operator} `)})`;
}

export function formOfStep(step: Step): string {
  switch (step.kind) {
    case 'properties':
      return formOfNames(step.names);
    case 'index':
      return `[${step.index}]`;
    case 'indexes':
      return `[${step.indexes.join(',')}]`;
    case 'length-offset':
      return `[length${step.offset}]`;
    case 'slice-from':
      return `[${step.from}:]`;
    case 'slice-to':
      return `[:${step.to}]`;
    case 'slice-between':
      return `[${step.from}:${step.to}]`;
    case 'wildcard':
      return '*';
    case 'scan':
      return '..';
    case 'filter':
      return step.filter === undefined ? '?' : formOfFilter(step.filter);
    case 'self':
      return formOfNames(['$']);
  }
}

/** In the order of the source, from the order of tests. */
function formOfFilter({ groups }: Filter): string {
  const forms = groups.map((group) => formOfLogic('&&', group.map(formOfCriterion).toReversed()));
  return `?${formOfLogic('||', forms.toReversed())}`;
}

function formOfCriterion(criterion: Criterion): string {
  if (criterion.kind === 'exists') return formOfPresence(pathForm(criterion.path), criterion.expected);
  return formOfComparison(formOfOperand(criterion.left), criterion.operator, formOfOperand(criterion.right));
}

function formOfOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'path':
      return pathForm(operand.path);
    case 'text':
      return formOfText(operand.text.replaceAll("\\'", "'"));
    case 'regex':
      return formOfRegex(operand.regex.pattern, operand.regex.caseInsensitive ? 'i' : '');
  }
}

function pathForm({ fromRoot, steps }: Path): string {
  return formOfPath(fromRoot, formsOfSteps(steps));
}

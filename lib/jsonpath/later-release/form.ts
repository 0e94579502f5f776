import {
  formOfComparison,
  formOfLogic,
  formOfNames,
  formOfPath,
  formOfPresence,
  formOfQuotedWord,
  formOfRegex,
  formOfStep,
  formOfText,
} from '../form.js';
import type { LaterFilter, LaterOperand, LaterPath, LaterStep } from './ast.js';

const VALUE_WORDS = new Set(['true', 'false', 'null']);

/** The forms of a path's steps; see ../form.ts. */
export function formsOfLaterSteps(steps: readonly LaterStep[]): readonly string[] {
  const forms: string[] = [];
  for (let position = 0; position < steps.length; position++) {
    const step = steps[position];
    if (step?.kind === 'function') {
      const name = `${step.name}()`;
      // A step behind a call finds nothing, as release 2.0.0 finds no property with the call's name.
      const isContinued = isClosingParenthesis(steps[position + 1]);
      if (isContinued) position++;
      forms.push(isContinued ? formOfNames([name]) : name);
    } else if (step?.kind === 'filter') forms.push(`?${formOfFilter(step.filter)}`);
    else if (step !== undefined) forms.push(formOfStep(step));
  }
  return forms;
}

/** What the reader makes of the ")" of a call without arguments when something stands behind it. */
function isClosingParenthesis(step: LaterStep | undefined): boolean {
  return step?.kind === 'properties' && step.names.length === 1 && step.names[0] === ')';
}

function formOfFilter(filter: LaterFilter): string {
  switch (filter.kind) {
    case 'or':
      return formOfLogic('||', filter.parts.map(formOfFilter));
    case 'and':
      return formOfLogic('&&', filter.parts.map(formOfFilter));
    case 'not':
      return `!${formOfFilter(filter.part)}`;
    case 'presence':
      return formOfPresence(pathForm(filter.path), filter.expected);
    case 'comparison':
      return formOfComparison(formOfOperand(filter.left), filter.operator, formOfOperand(filter.right));
  }
}

function formOfOperand(operand: LaterOperand): string {
  switch (operand.kind) {
    case 'path':
      return pathForm(operand.path);
    case 'string':
      return VALUE_WORDS.has(operand.text) ? formOfQuotedWord(operand.text) : formOfText(operand.text);
    case 'number':
      return formOfText(operand.text);
    case 'boolean':
      return formOfText(String(operand.value));
    case 'null':
      return formOfText('null');
    case 'json':
      return `json ${operand.text}`;
    case 'regex':
      return formOfRegex(operand.pattern, operand.flags);
  }
}

function pathForm({ fromRoot, steps }: LaterPath): string {
  return formOfPath(fromRoot, formsOfLaterSteps(steps));
}

import type { SelectionExpression, SelectionLanguage } from '../model/index.js';

/** The result of an expression without variables; undefined for every other expression. */
export function staticText(expression: SelectionExpression<SelectionLanguage> | undefined): string | undefined {
  if (expression?.kind !== 'expression') return undefined;
  const texts = expression.parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'dollar':
        return '$';
      case 'variable':
        return undefined;
    }
  });
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

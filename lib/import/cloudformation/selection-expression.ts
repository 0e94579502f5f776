import { parseSelectionExpression, type SelectionExpression, type SelectionLanguage } from '../../model/index.js';
import type { Properties } from './properties.js';

/** A property that holds an expression; what cannot be one is kept as such. */
export function readExpression<L extends SelectionLanguage>(
  properties: Properties,
  name: string,
  language: L,
): SelectionExpression<L> | undefined {
  const text = properties.value(name);
  return text === undefined ? undefined : parseSelectionExpression(text, language);
}

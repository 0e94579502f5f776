import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseSelectionExpression,
  type SelectionExpression,
  type SelectionLanguage,
} from '../../model/index.js';

/** An expression as the model has it. One that holds a token is parsed when the token is resolved. */
export function declareExpression<L extends SelectionLanguage>(text: string, language: L): SelectionExpression<L> {
  return Token.isUnresolved(text) ? lateText(language, text) : parseSelectionExpression(text, language);
}

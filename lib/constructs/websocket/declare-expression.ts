import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseSelectionExpression,
  type SelectionExpression,
  type SelectionLanguage,
} from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * An expression as the model has it. One that holds a token is parsed when the token is resolved.
 *
 * @throws {SluiceError} `expression-invalid` for what is no string
 */
export function declareExpression<L extends SelectionLanguage>(text: string, language: L): SelectionExpression<L> {
  const given: unknown = text;
  if (typeof given !== 'string') {
    throw new SluiceError(
      'expression-invalid',
      `Cannot read the selection expression ${String(given)}: expected a string such as $request.body.action`,
    );
  }
  return Token.isUnresolved(text) ? lateText(language, text) : parseSelectionExpression(text, language);
}

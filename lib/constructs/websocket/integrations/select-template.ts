import type { SelectionExpression, SelectionLanguage, Templates } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { declareExpression } from '../declare-expression.js';

/** The escaped form of the key `$default`. */
const DEFAULT_EXPRESSION = String.raw`\$default`;

/** The key of a template that needs no expression. */
const UNSELECTED = 'application/json';

/**
 * The expression that chooses among templates.
 *
 * Observed: `\$default` for a template of the key `$default`, and no expression for one of the key `application/json`;
 * docs/aws/websocket-api.md sections 10 and 11.
 *
 * @throws {SluiceError} `template-selection-missing` for templates that nothing chooses among, and for an expression
 *   without templates
 */
export function selectTemplate<L extends SelectionLanguage>(
  templates: Templates | undefined,
  expression: string | undefined,
  language: L,
): SelectionExpression<L> | undefined {
  const keys = Object.keys(templates ?? {});
  if (expression !== undefined && keys.length > 0) return declareExpression(expression, language);
  if (expression !== undefined) {
    throw new SluiceError(
      'template-selection-missing',
      `The templateSelectionExpression "${expression}" has no templates to choose among`,
      { hint: 'Add a template of the key $default, or leave out the expression' },
    );
  }
  if (keys.length === 0 || keys.every((key) => key === UNSELECTED)) return undefined;
  if (keys.length === 1 && keys[0] === '$default') return declareExpression(DEFAULT_EXPRESSION, language);
  throw new SluiceError(
    'template-selection-missing',
    `The templates of an integration are ${keys.join(', ')}, and nothing chooses among them`,
    { hint: "Add templateSelectionExpression: '${request.body.type}', or name the only template $default" },
  );
}

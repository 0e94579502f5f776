import type { MessageExpression } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { Model } from '../../rest/model.js';
import { declareExpression } from '../declare-expression.js';

/**
 * The expression that chooses among a route's request models.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 *
 * @param route the key of the route
 * @throws {SluiceError} `model-selection-missing` for models that nothing chooses among, and for an expression without models
 */
export function selectModel(
  route: string,
  models: Readonly<Record<string, Model>>,
  expression: string | undefined,
): MessageExpression | undefined {
  const keys = Object.keys(models);
  if (expression !== undefined && keys.length > 0) return declareExpression(expression, 'message-expression');
  if (expression !== undefined) {
    throw new SluiceError('model-selection-missing', `The modelSelectionExpression of ${route} has no requestModels`, {
      hint: 'Add requestModels: { $default: model }, or leave out the expression',
    });
  }
  if (keys.length === 0) return undefined;
  if (keys.length === 1 && keys[0] === DEFAULT_KEY) return declareExpression(DEFAULT_KEY, 'message-expression');
  throw new SluiceError(
    'model-selection-missing',
    `The request models of ${route} are ${keys.join(', ')}, and nothing chooses among them`,
    { hint: "Add modelSelectionExpression: '$request.body.type', or name the only model $default" },
  );
}

/** The model of messages for which no other is chosen. */
const DEFAULT_KEY = '$default';

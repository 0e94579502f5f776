import type { NormalizedWebSocketRoute } from '../../model/normalize-websocket-api.js';
import type { CompiledSchema } from '../../schema/index.js';
import type { NotSimulated } from '../not-simulated.js';
import { checkBody, invalidBody } from '../validation/check-body.js';
import type { RequestModels } from '../validation/request-models.js';
import type { WebSocketRoute } from './invocation.js';
import { compileMessageExpression, unsupportedExpression } from './selection-expression.js';

/**
 * Compiles the check of a route's messages. What cannot be compiled refuses the route.
 *
 * Documented: the model selection expression selects the model; without a match `$default` is the model, and without
 * `$default` the message is invalid
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html).
 * Documented: a route without a model selection expression has no validation.
 * Assumed: `$connect` and `$disconnect`, which have no body, have none either.
 */
export function compileValidation(
  { routeKey, modelSelectionExpression, requestModels }: NormalizedWebSocketRoute,
  models: RequestModels,
  refuse: (finding: NotSimulated) => void,
): WebSocketRoute['validate'] {
  if (modelSelectionExpression === undefined || routeKey.kind === 'connect' || routeKey.kind === 'disconnect')
    return undefined;
  const readKey = compileMessageExpression(modelSelectionExpression);
  if (readKey === undefined) {
    refuse({ ...unsupportedExpression(modelSelectionExpression, 'model selection expression'), optional: true });
    return undefined;
  }
  const schemas = new Map<string, CompiledSchema>();
  for (const [key, name] of Object.entries(requestModels)) {
    const schema = models.compile(name);
    if (typeof schema === 'string') refuse({ feature: 'validator', detail: schema, optional: true });
    else schemas.set(key, schema);
  }
  return (invocation) => {
    const schema = schemas.get(readKey(invocation)) ?? schemas.get('$default');
    if (schema === undefined) throw invalidBody(['No model is selected, and there is no $default']);
    checkBody(schema, invocation.request.bodyText);
  };
}

import {
  walkRoutes,
  type Diagnostic,
  type Place,
  type SelectionExpression,
  type SelectionLanguage,
  type WebSocketApi,
} from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import type { Rule } from '../rule.js';

/** Selection expressions of WebSocket APIs that API Gateway refuses. */
export const selectionExpressionInvalid: Rule<WebSocketApi> = (api) => {
  const found: Diagnostic[] = [];
  const check = <L extends SelectionLanguage>(
    expression: SelectionExpression<L> | undefined,
    expected: string,
    place: Place,
  ): void => {
    if (expression !== undefined) found.push(...checkParsed(expression, 'a selection expression', expected, place));
  };
  const whole = { element: 'the API' };
  check(api.routeSelectionExpression, MESSAGE, { ...whole, property: 'routeSelectionExpression' });
  check(api.apiKeySelectionExpression, MESSAGE, { ...whole, property: 'apiKeySelectionExpression' });
  walkRoutes(
    api,
    ({ modelSelectionExpression, routeResponseSelectionExpression, responses = [], integration }, place) => {
      check(modelSelectionExpression, MESSAGE, { ...place, property: 'modelSelectionExpression' });
      check(routeResponseSelectionExpression, MESSAGE, { ...place, property: 'routeResponseSelectionExpression' });
      for (const response of responses) {
        const property = `response ${response.routeResponseKey} modelSelectionExpression`;
        check(response.modelSelectionExpression, RESPONSE, { ...place, property });
      }
      const property = 'templateSelectionExpression';
      check(integration?.templateSelectionExpression, MESSAGE, { ...place, property });
      for (const response of integration?.responses ?? []) {
        const key = `integration response ${response.integrationResponseKey} ${property}`;
        check(response.templateSelectionExpression, RESPONSE, { ...place, property: key });
      }
    },
  );
  return found;
};

const MESSAGE = 'text with $request.body.x, $request.header.x, $request.querystring.x, $context.x, $stageVariables.x';
const RESPONSE = `${MESSAGE}, $integration.response.statuscode, $integration.response.header.x, $integration.response.body.x`;

import {
  diagnostic,
  printSelectionExpression,
  printValue,
  walkRoutes,
  type Diagnostic,
  type MessageExpression,
  type Place,
  type SelectionExpression,
  type SelectionLanguage,
} from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

/**
 * Selection expressions of WebSocket APIs that API Gateway refuses, or documents no use of.
 */
export const selectionExpressionInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['WEBSOCKET'],
  summary: 'A selection expression is not one that API Gateway documents',
  fix: 'Write it as the message lists',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const check = <L extends SelectionLanguage>(
      expression: SelectionExpression<L> | undefined,
      expected: string,
      place: Place,
    ): void => {
      if (expression !== undefined) found.push(...checkParsed(expression, 'a selection expression', expected, place));
    };
    const limit = (expression: MessageExpression | undefined, place: Place, { of, allowed }: Limit): void => {
      const text = expression?.kind === 'expression' ? printValue(printSelectionExpression(expression)) : undefined;
      if (text === undefined || allowed.test(text)) return;
      const message = `The expression is ${text}; API Gateway documents ${of} only`;
      found.push(diagnostic('parameter-mapping-invalid', place, message, 'warning'));
    };
    const whole = { element: 'the API' };
    limit(api.routeSelectionExpression, { ...whole, property: 'routeSelectionExpression' }, ROUTE);
    limit(api.apiKeySelectionExpression, { ...whole, property: 'apiKeySelectionExpression' }, API_KEY);
    check(api.routeSelectionExpression, MESSAGE, { ...whole, property: 'routeSelectionExpression' });
    check(api.apiKeySelectionExpression, MESSAGE, { ...whole, property: 'apiKeySelectionExpression' });
    walkRoutes(
      api,
      ({ modelSelectionExpression, routeResponseSelectionExpression, responses = [], integration }, place) => {
        check(modelSelectionExpression, MESSAGE, { ...place, property: 'modelSelectionExpression' });
        const selectingResponse = { ...place, property: 'routeResponseSelectionExpression' };
        check(routeResponseSelectionExpression, MESSAGE, selectingResponse);
        limit(routeResponseSelectionExpression, selectingResponse, ROUTE_RESPONSE);
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
  },
});

/** Expressions that API Gateway documents for less than what they can say. */
interface Limit {
  readonly of: string;
  readonly allowed: RegExp;
}

const ROUTE: Limit = {
  of: 'values of the message, and of the headers and query string of the connection',
  allowed: /^(?!.*\$\{?(?:context|stageVariables)\.)/s,
};
const API_KEY: Limit = {
  of: '$request.header.x-api-key and $context.authorizer.usageIdentifierKey',
  allowed: /^\$(?:request\.header\.x-api-key|context\.authorizer\.usageIdentifierKey)$/,
};
const ROUTE_RESPONSE: Limit = { of: '$default', allowed: /^\\?\$default$/ };

const MESSAGE = 'text with $request.body.x, $request.header.x, $request.querystring.x, $context.x, $stageVariables.x';
const RESPONSE = `${MESSAGE}, $integration.response.statuscode, $integration.response.header.x, $integration.response.body.x`;

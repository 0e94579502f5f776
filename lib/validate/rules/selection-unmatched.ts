import {
  diagnostic,
  walkRoutes,
  type Diagnostic,
  type Place,
  type SelectionExpression,
  type SelectionLanguage,
} from '../../model/index.js';
import { defineRule } from '../rule.js';
import { staticText } from '../static-text.js';

/**
 * Selection expressions without variables that select a template or model which is not there, nor one for `$default`.
 */
export const selectionUnmatched = defineRule({
  codes: ['selection-unmatched'],
  protocols: ['WEBSOCKET'],
  summary: 'A selection expression without variables selects a template or a model that is not there',
  fix: 'Add an entry with that key or with $default',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const check = (
      expression: SelectionExpression<SelectionLanguage> | undefined,
      among: Readonly<Record<string, unknown>> | undefined,
      what: 'template' | 'model',
      place: Place,
    ): void => {
      const key = staticText(expression);
      const keys = Object.keys(among ?? {});
      if (key === undefined || keys.length === 0 || keys.includes(key) || keys.includes('$default')) return;
      const message = `The expression selects the ${what} "${key}"; there are ${keys.join(', ')}`;
      found.push(diagnostic('selection-unmatched', place, message));
    };
    walkRoutes(api, ({ modelSelectionExpression, requestModels, responses = [], integration }, place) => {
      check(modelSelectionExpression, requestModels, 'model', { ...place, property: 'modelSelectionExpression' });
      for (const response of responses) {
        const property = `response ${response.routeResponseKey} modelSelectionExpression`;
        check(response.modelSelectionExpression, response.responseModels, 'model', { ...place, property });
      }
      const property = 'templateSelectionExpression';
      check(integration?.templateSelectionExpression, integration?.requestTemplates, 'template', {
        ...place,
        property,
      });
      for (const response of integration?.responses ?? []) {
        const key = `integration response ${response.integrationResponseKey} ${property}`;
        check(response.templateSelectionExpression, response.responseTemplates, 'template', {
          ...place,
          property: key,
        });
      }
    });
    return found;
  },
});

import {
  diagnostic,
  quotaValue,
  responseTransferModeProblem,
  walkMethods,
  type Diagnostic,
} from '../../model/index.js';
import { checkForm, type Form } from '../form.js';
import { defineRule } from '../rule.js';

/** Names, codes and numbers of a form that API Gateway refuses. */
export const invalidValue = defineRule({
  codes: ['invalid-value'],
  protocols: ['REST'],
  summary: 'API Gateway refuses a name, a status code or a number',
  fix: 'Use a value of the form that the message names',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const { minimumCompressionBytes: compression, models = [], gatewayResponses = [] } = api;
    if (typeof compression === 'number' && (compression < 0 || compression > quotaValue('payload'))) {
      const message = `Cannot compress answers from ${compression} bytes on: it has to be 0 to ${quotaValue('payload')}`;
      found.push(diagnostic('invalid-value', { element: 'the API', property: 'minimum compression' }, message));
    }
    for (const { name } of models) found.push(...checkForm(name, FORMS.modelName, { element: `model ${name}` }));
    for (const { responseType, statusCode } of gatewayResponses) {
      const place = { element: `gateway response ${responseType}`, property: 'statusCode' };
      found.push(...checkForm(statusCode, FORMS.statusCode, place));
    }
    walkMethods(api, ({ responses = [], integration }, _path, place) => {
      for (const { statusCode } of responses) {
        // A document's response for all others.
        if (statusCode === 'default') continue;
        found.push(...checkForm(statusCode, FORMS.statusCode, { ...place, property: `response ${statusCode}` }));
      }
      const problem = integration && responseTransferModeProblem(integration);
      if (problem !== undefined) {
        found.push(diagnostic('invalid-value', { ...place, property: 'responseTransferMode' }, problem));
      }
      for (const { statusCode } of integration?.responses ?? []) {
        const property = `integration response ${statusCode}`;
        found.push(...checkForm(statusCode, FORMS.statusCode, { ...place, property }));
      }
    });
    return found;
  },
});

const FORMS = {
  modelName: { name: "a model's name", pattern: /^[A-Za-z0-9]+$/, wanted: 'letters and digits' },
  statusCode: { name: 'a status', pattern: /^[1-5]\d\d$/, wanted: 'three digits from 100 to 599' },
} as const satisfies Record<string, Form>;

import {
  diagnostic,
  isReservedHeader,
  printHttpMappingTarget,
  walkIntegrations,
  type Diagnostic,
  type HttpRequestTarget,
  type HttpResponseTarget,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Parameter mappings of headers that API Gateway reserves.
 */
export const headerReserved = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['HTTP'],
  summary: 'A parameter mapping names a header that API Gateway reserves',
  fix: 'Map the value to another header',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      const check = (target: HttpRequestTarget | HttpResponseTarget, property: string): void => {
        if (target.kind !== 'header' || !isReservedHeader(target.name)) return;
        const message = `The header ${target.name} is reserved; API Gateway refuses to map it`;
        const at = { ...place, property: `${property} ${printHttpMappingTarget(target)}` };
        found.push(diagnostic('parameter-mapping-invalid', at, message));
      };
      if (integration.type !== 'AWS_SERVICE') {
        for (const { target } of integration.requestParameters ?? []) check(target, 'requestParameters');
      }
      for (const { statusCode, mappings } of integration.responseParameters ?? []) {
        for (const { target } of mappings) check(target, `responseParameters ${statusCode}`);
      }
    });
    return found;
  },
});

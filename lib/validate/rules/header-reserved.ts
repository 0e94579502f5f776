import {
  diagnostic,
  isReservedHeader,
  printHttpMappingTarget,
  walkIntegrations,
  type Diagnostic,
  type HttpApi,
  type HttpRequestTarget,
  type HttpResponseTarget,
} from '../../model/index.js';
import type { Rule } from '../rule.js';

/**
 * Parameter mappings of headers that API Gateway reserves.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers
 */
export const headerReserved: Rule<HttpApi> = (api) => {
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
};

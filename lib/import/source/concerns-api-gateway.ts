import type { Json } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { member } from './source-files.js';

/**
 * Whether a template has anything to do with API Gateway: one of its resources, or a function of SAM with a route. The
 * API itself may be in another stack.
 */
export function concernsApiGateway(template: Json): boolean {
  const resources = member(template, 'Resources');
  return Object.values(isObject(resources) ? resources : {}).some((resource) => {
    const type = member(resource, 'Type');
    if (typeof type !== 'string') return false;
    if (/^AWS::(?:ApiGateway|ApiGatewayV2|Serverless::(?:Api|HttpApi|WebSocketApi)$)/.test(type)) return true;
    return type === 'AWS::Serverless::Function' && hasRoute(member(member(resource, 'Properties'), 'Events'));
  });
}

function hasRoute(events: Json | undefined): boolean {
  return Object.values(isObject(events) ? events : {}).some((event) => {
    const type = member(event, 'Type');
    return type === 'Api' || type === 'HttpApi';
  });
}

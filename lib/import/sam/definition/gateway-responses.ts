import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { SamMap, mapOf, type SamValue } from '../values/sam-value.js';
import { sectionOf } from './definition.js';

const MEMBERS = ['ResponseParameters', 'ResponseTemplates', 'StatusCode'];
const PARAMETERS = { Headers: 'header', Paths: 'path', QueryStrings: 'querystring' } as const;

/**
 * Adds an API's `GatewayResponses` to its definition.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponseobject.html
 */
export function addGatewayResponses(document: SamMap, property: SamValue): void {
  for (const [type, response] of requireMap(property, 'GatewayResponses'))
    sectionOf(document, 'x-amazon-apigateway-gateway-responses').set(
      type,
      gatewayResponse(response, `GatewayResponses.${type}`),
    );
}

function gatewayResponse(value: SamValue, here: string): SamMap {
  const response = requireMap(value, here);
  if (isIntrinsic(response)) throw new InvalidDefinition(`${here} must be a map, not a function`, here);
  checkMembers(response, MEMBERS, here);
  const generated = mapOf({
    responseParameters: responseParameters(response.getTrue('ResponseParameters'), `${here}.ResponseParameters`),
    responseTemplates: response.getTrue('ResponseTemplates') ?? new SamMap(),
  });
  const status = response.get('StatusCode') ?? '';
  if (status === '') return generated;
  if ((typeof status !== 'number' && typeof status !== 'string') || !/^[0-9]{1,3}$/.test(String(status)))
    throw new InvalidDefinition('StatusCode must be a number of three digits', here);
  return generated.set('statusCode', String(status));
}

/** `gatewayresponse.header.X-A` for `X-A` under `Headers`. */
function responseParameters(value: SamValue | undefined, here: string): SamMap {
  const prefixed = new SamMap();
  if (value === undefined) return prefixed;
  const parameters = requireMap(value, here);
  checkMembers(parameters, Object.keys(PARAMETERS), here);
  for (const [property, location] of Object.entries(PARAMETERS))
    for (const [name, mapped] of parameters.getMap(property) ?? [])
      prefixed.set(`gatewayresponse.${location}.${name}`, mapped);
  return prefixed;
}

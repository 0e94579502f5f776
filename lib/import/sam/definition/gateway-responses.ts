import { isIntrinsic } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';
import type { SwaggerDraft } from './swagger-draft.js';

const MEMBERS = ['ResponseParameters', 'ResponseTemplates', 'StatusCode'];
const PARAMETERS = [
  ['Headers', 'header.'],
  ['Paths', 'path.'],
  ['QueryStrings', 'querystring.'],
] as const;

/**
 * Adds an API's `GatewayResponses` to its definition.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponseobject.html
 */
export function addGatewayResponses(draft: SwaggerDraft, responses: SamMap): void {
  const generated = new SamMap();
  for (const [type, response] of responses) generated.set(type, generateResponse(response, `GatewayResponses.${type}`));
  for (const [type, response] of generated) draft.gatewayResponses.set(type, response);
}

function generateResponse(response: SamValue, here: string): SamMap {
  if (!(response instanceof SamMap) || isIntrinsic(response))
    throw new InvalidDefinition('Cannot add the gateway response: it is no map', here);
  const other = [...response.keys()].find((key) => !MEMBERS.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(
      `Cannot add the gateway response: it has no member ${other}, only ${MEMBERS.join(', ')}`,
      here,
    );
  const parameters = response.get('ResponseParameters');
  if (isTruthy(parameters) && !(parameters instanceof SamMap))
    throw new InvalidDefinition('Cannot add the gateway response: its ResponseParameters are no map', here);
  const templates = response.get('ResponseTemplates');
  const generated = mapOf({
    responseParameters: prefixParameters(parameters instanceof SamMap ? parameters : undefined, here),
    responseTemplates: isTruthy(templates) ? templates : new SamMap(),
  });
  const status = response.get('StatusCode') ?? '';
  if (status === '') return generated;
  if ((typeof status !== 'number' && typeof status !== 'string') || !/^[0-9]{1,3}$/.test(String(status)))
    throw new InvalidDefinition('Cannot add the gateway response: its StatusCode is no number of three digits', here);
  return generated.set('statusCode', String(status));
}

function prefixParameters(parameters: SamMap | undefined, here: string): SamMap {
  const prefixed = new SamMap();
  const known = PARAMETERS.map(([property]): string => property);
  const other = [...(parameters?.keys() ?? [])].find((key) => !known.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(
      `Cannot add the gateway response: no parameters are called ${other}, only ${known.join(', ')}`,
      here,
    );
  for (const [property, prefix] of PARAMETERS)
    for (const [name, value] of parameters?.getMap(property) ?? [])
      prefixed.set(`gatewayresponse.${prefix}${name}`, value);
  return prefixed;
}

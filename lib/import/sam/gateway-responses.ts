import { Dictionary, type SamValue } from './dictionary.js';
import { isIntrinsic } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { pythonText } from './print-python.js';
import { isTruthy } from './sam-value.js';
import type { SwaggerDraft } from './swagger-draft.js';
import { charactersOf, mapText } from './text.js';

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
export function addGatewayResponses(draft: SwaggerDraft, responses: Dictionary): void {
  const generated = Dictionary.definition();
  for (const [type, response] of responses.entries())
    generated.set(type, generateResponse(response, `GatewayResponses.${charactersOf(type)}`));
  for (const [type, response] of generated.entries()) draft.gatewayResponses.set(type, response);
}

function generateResponse(response: SamValue, here: string): Dictionary {
  if (!(response instanceof Dictionary) || isIntrinsic(response))
    throw new InvalidDefinition('Cannot add the gateway response: it is no map', here);
  const other = response
    .keys()
    .map(charactersOf)
    .find((key) => !MEMBERS.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(
      `Cannot add the gateway response: it has no member ${other}, only ${MEMBERS.join(', ')}`,
      here,
    );
  const parameters = response.get('ResponseParameters');
  if (isTruthy(parameters) && !(parameters instanceof Dictionary))
    throw new InvalidDefinition('Cannot add the gateway response: its ResponseParameters are no map', here);
  const templates = response.get('ResponseTemplates');
  const generated = Dictionary.definition([
    ['responseParameters', prefixParameters(parameters instanceof Dictionary ? parameters : undefined, here)],
    ['responseTemplates', isTruthy(templates) ? templates : Dictionary.definition()],
  ]);
  const status = response.get('StatusCode') ?? null;
  if (status === null || pythonText(status) === '') return generated;
  if (isTruthy(status) && !/^[0-9]{1,3}$/.test(pythonText(status)))
    throw new InvalidDefinition('Cannot add the gateway response: its StatusCode is no number of three digits', here);
  return generated.set('statusCode', pythonText(status));
}

function prefixParameters(parameters: Dictionary | undefined, here: string): Dictionary {
  const prefixed = Dictionary.definition();
  const known = PARAMETERS.map(([property]): string => property);
  const other = parameters
    ?.keys()
    .map(charactersOf)
    .find((key) => !known.includes(key));
  if (other !== undefined)
    throw new InvalidDefinition(
      `Cannot add the gateway response: no parameters are called ${other}, only ${known.join(', ')}`,
      here,
    );
  for (const [property, prefix] of PARAMETERS)
    for (const [name, value] of parameters?.dictionary(property)?.entries() ?? [])
      prefixed.set(
        mapText(name, (characters) => `gatewayresponse.${prefix}${characters}`),
        value,
      );
  return prefixed;
}

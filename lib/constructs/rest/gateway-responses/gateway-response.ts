import {
  parseParameterTarget,
  type GatewayResponse,
  type GatewayResponseParameter,
  type GatewayResponseType,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { requestSource } from '../integrations/settings.js';
import type { GatewayResponseProps } from './gateway-response-props.js';
import { isQuoted, Value } from './value.js';

/**
 * The model's form of a gateway response.
 *
 * @param api the API's construct path
 * @throws SluiceError `header-value-ambiguous`, `header-twice`, `invalid-parameter-name`
 */
export function declareGatewayResponse(
  api: string,
  responseType: GatewayResponseType,
  { statusCode, headers = {}, responseParameters = {}, responseTemplates }: GatewayResponseProps,
): GatewayResponse {
  const place = `the gateway response ${responseType} of ${api}`;
  const parameters = [...declareHeaders(place, headers), ...declareParameters(place, responseParameters)];
  checkDistinct(place, parameters);
  return {
    responseType,
    ...defined({ statusCode: statusCode === undefined ? undefined : String(statusCode) }),
    ...(parameters.length > 0 && { responseParameters: parameters }),
    ...defined({ responseTemplates }),
  };
}

function declareHeaders(
  place: string,
  headers: Readonly<Record<string, string | Value>>,
): readonly GatewayResponseParameter[] {
  return Object.entries(headers).map(([name, value]) => ({
    target: { location: 'header', name },
    source: (typeof value === 'string' ? literal(place, name, value) : value).bind(),
  }));
}

/** A string that looks like a mapping expression is meant as one more often than not, and would be sent as it is. */
function literal(place: string, name: string, text: string): Value {
  if (!isQuoted(text) && /^\$?(context|stageVariables|method\.request)\./.test(text)) {
    throw new SluiceError(
      'header-value-ambiguous',
      `The header ${name} of ${place} is the string "${text}", which looks like a mapping expression`,
      {
        hint: 'Use Value.context(…), Value.stageVariable(…) or Value.header(…), or Value.literal(…) for the string itself',
      },
    );
  }
  return Value.literal(text);
}

function declareParameters(
  place: string,
  parameters: Readonly<Record<string, string>>,
): readonly GatewayResponseParameter[] {
  return Object.entries(parameters).map(([name, expression]) => {
    const target = parseParameterTarget(name, 'gatewayresponse');
    if (target === undefined) {
      throw new SluiceError(
        'invalid-parameter-name',
        `Cannot map "${name}" in ${place}: expected gatewayresponse.header.X`,
      );
    }
    return { target, source: requestSource(expression) };
  });
}

function checkDistinct(place: string, parameters: readonly GatewayResponseParameter[]): void {
  const names = new Set<string>();
  for (const { target } of parameters) {
    const name = `${target.location} ${target.name.toLowerCase()}`;
    if (names.has(name)) {
      throw new SluiceError(
        'header-twice',
        `The ${target.location} ${target.name} of ${place} is given twice; header names are case-insensitive`,
      );
    }
    names.add(name);
  }
}

import {
  GATEWAY_RESPONSE_STATUS,
  isGatewayResponseType,
  parseParameterTarget,
  parseRequestMappingSource,
  type GatewayResponse,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Cursor } from './cursor.js';
import { readMappings } from './integration.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import { readKnownText, readObjectMap, readTextMap } from './values.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
export function readGatewayResponses(reading: Reading, from: Cursor | undefined): readonly GatewayResponse[] {
  return readObjectMap(reading, from).flatMap(([name, response]): GatewayResponse[] => {
    const responseType = name.toUpperCase();
    if (!isGatewayResponseType(responseType)) {
      const types = Object.keys(GATEWAY_RESPONSE_STATUS).join(', ');
      reading.report('invalid-value', response, `Cannot read the gateway response "${name}": expected ${types}`);
      return [];
    }
    readExactly(reading, response, MEMBERS.gatewayResponse);
    return [
      {
        responseType,
        ...defined({
          statusCode: readKnownText(reading, response, 'statusCode'),
          responseParameters: readMappings(reading, response, 'responseParameters', (target, source) => {
            const parsed = parseParameterTarget(target, 'gatewayresponse');
            return parsed && { target: parsed, source: parseRequestMappingSource(source) };
          }),
          responseTemplates: readTextMap(reading, response, 'responseTemplates'),
        }),
      },
    ];
  });
}

import type { GatewayResponse } from '../../model/index.js';
import { printRequestMappingSource } from '../../model/index.js';
import { members, unlessEmpty, type Members } from './members.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
export function renderGatewayResponses(responses: readonly GatewayResponse[]): Members {
  return Object.fromEntries(responses.map((response) => [response.responseType, renderGatewayResponse(response)]));
}

function renderGatewayResponse({ statusCode, responseParameters, responseTemplates }: GatewayResponse): Members {
  return members({
    statusCode,
    responseParameters: unlessEmpty(
      responseParameters &&
        Object.fromEntries(
          responseParameters.map(({ target, source }) => [
            `gatewayresponse.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
    ),
    responseTemplates: unlessEmpty(responseTemplates),
  });
}

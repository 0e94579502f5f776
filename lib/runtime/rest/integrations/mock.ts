import type { MockIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { JavaMap } from '../../../support/java/collections.js';
import { parseJson } from '../../../support/java/json.js';
import { configurationFault, type GatewayFault } from '../../fault.js';
import { compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import { compileRequestParameters } from '../request-parameters.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';

/**
 * MOCK: the rendered request template names the status; nothing is called.
 *
 * Observed: the template may be loose (`{statusCode: 200}`); its text does not reach the response template.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function compileMock(integration: Normalized<MockIntegration>, context: IntegrationContext): RouteIntegration {
  const readBody = compileRequestBody(integration, context);
  // Nothing is sent, yet a mapping that cannot be evaluated is a mistake all the same.
  compileRequestParameters(integration.requestParameters, context);
  const mapAnswer = compileIntegrationResponses(integration, context);
  const statuses = new Map<string, number>();
  return {
    type: 'MOCK',
    buildRequest(invocation) {
      const { payload } = readBody(invocation);
      if (payload.kind === 'bytes') throw noStatus();
      let statusCode = statuses.get(payload.text);
      if (statusCode === undefined) {
        statusCode = readStatusCode(payload.text);
        // A mock's template mostly renders one of few texts; a template that counts must not fill the memory.
        if (statuses.size < 16) statuses.set(payload.text, statusCode);
      }
      return { kind: 'mock', statusCode };
    },
    mapResponse: (invocation, result) => mapAnswer(invocation, result),
  };
}

function readStatusCode(text: string): number {
  let value;
  try {
    value = parseJson(text);
  } catch {
    throw noStatus();
  }
  const statusCode = value instanceof JavaMap ? value.entries.get('statusCode') : undefined;
  const number = typeof statusCode === 'string' && /^\d+$/.test(statusCode) ? Number(statusCode) : statusCode;
  if (typeof number !== 'number') throw noStatus();
  return number;
}

function noStatus(): GatewayFault {
  return configurationFault('Unable to parse statusCode. It should be an integer and defined in request template.');
}

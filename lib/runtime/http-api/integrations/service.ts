import { DEFAULT_HTTP_API_TIMEOUT_MS } from '../../../model/normalize-http-api.js';
import { isServiceSubtype } from '../../../model/service-subtype.js';
import { knownText } from '../../../model/value.js';
import { defined } from '../../../support/defined.js';
import { own } from '../../../support/own.js';
import { passBackendResponse } from '../backend-response.js';
import type { IntegrationContext } from '../integration-context.js';
import type { RouteIntegration } from '../invocation.js';
import { compileResponseMappings } from '../response-mapping.js';
import { compileServiceParameters, type ServiceIntegration } from './service-parameters.js';
import type { SubtypeCalls } from './service-subtypes/service-call.js';
import { SUBTYPE_CALLS } from './service-subtypes/subtype-calls.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * AWS_PROXY with a subtype: the signed call of a service, to the endpoint that the operator gave for it, or to AWS.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 * Assumed: the service's response comes back as it is.
 *
 * @returns undefined for a subtype that API Gateway does not have
 */
export function compileService(
  integration: ServiceIntegration,
  context: IntegrationContext,
): RouteIntegration | undefined {
  const { subtype } = integration;
  if (!isServiceSubtype(subtype)) {
    context.refuse({ feature: 'aws-action', detail: `the integration subtype ${subtype}`, optional: false });
    return undefined;
  }
  const calls = SUBTYPE_CALLS[subtype];
  const endpointIn = compileEndpoint(calls, context);
  const readParameters = compileServiceParameters(subtype, integration, context);
  const credentials = compileCredentials(integration, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_HTTP_API_TIMEOUT_MS, context);
  const mapResponse = compileResponseMappings(integration.responseParameters, context);
  return {
    type: subtype,
    buildRequest(invocation) {
      const { Region: region = context.region, ...parameters } = readParameters(invocation);
      const { method, path, headers, body } = calls.buildCall(parameters);
      const { apiId } = invocation.stage.deployment;
      return {
        kind: 'http',
        method,
        url: endpointIn(region) + path,
        headers: [
          ...headers,
          ['User-Agent', `AmazonAPIGateway_${apiId}`],
          ['X-Amzn-Trace-Id', invocation.request.traceId],
        ],
        body: Buffer.from(body),
        timeoutMs,
        insecureSkipVerification: false,
        sign: { service: calls.service, region, ...defined({ credentials }) },
      };
    },
    mapResponse: (invocation, result) => mapResponse(invocation, passBackendResponse(result)),
  };
}

/** Without a slash at its end. */
function compileEndpoint(
  { service, endpointPrefix = service }: SubtypeCalls,
  { awsEndpoints, hasAwsCredentials, refuse }: IntegrationContext,
): (region: string) => string {
  const given = own(awsEndpoints, service)?.replace(/\/+$/, '');
  if (given !== undefined) return () => given;
  if (!hasAwsCredentials) {
    const detail = `an integration with ${service}: no endpoint is given, and no credentials for AWS`;
    refuse({ feature: 'aws-service', detail, optional: false });
  }
  return (region) => `https://${endpointPrefix}.${region}.amazonaws.com`;
}

/** Documented: the role is required. Assumed: a local gateway signs as itself where it does not know the role. */
function compileCredentials(
  { credentials, subtype }: ServiceIntegration,
  context: IntegrationContext,
): string | undefined {
  if (credentials === undefined) {
    context.refuse({ feature: 'mapping', detail: `${subtype} without a role in credentials`, optional: false });
  }
  return knownText(credentials);
}

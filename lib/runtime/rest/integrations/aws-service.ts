import { own } from '../../../support/own.js';
import { parseIntegrationUri } from '../../../model/arn.js';
import type { AwsIntegration } from '../../../model/integration.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS, type Normalized } from '../../../model/normalize.js';
import { isDeployTime, knownText, printValue } from '../../../model/value.js';
import { configurationFault } from '../../fault.js';
import type { HeaderLine } from '../../http-message.js';
import type { NotSimulatedFeature } from '../../not-simulated.js';
import { appendQuery } from '../../integrations/endpoint.js';
import { payloadBytes } from '../../mapping/content-handling.js';
import { overlayHeaders } from '../../integrations/mapped-headers.js';
import { compileRequestBody } from '../integration-request.js';
import { compileIntegrationResponses } from '../integration-response.js';
import type { RouteIntegration, ValidatedInvocation } from '../invocation.js';
import type { QueryParameter } from '../../request/query-string.js';
import { compileRequestParameters, type MappedParameters } from '../../mapping/request-parameters.js';
import type { IntegrationContext } from '../integration-context.js';
import { compileUri, expandUri, type UriTemplate } from '../../routing/uri-template.js';
import { ACTION_PROTOCOLS, type ActionProtocol } from '../../integrations/aws-action-protocols.js';
import { ownHeaders } from './http.js';
import { compileTimeout } from '../../integrations/timeout.js';

/**
 * AWS with a service other than Lambda: the signed HTTP request that API Gateway makes, to the endpoint that the operator
 * gave for the service, or to AWS.
 *
 * Observed: a path is used with the integration's method; an action of a JSON service is a POST with its target header;
 * a mapped query makes it the older query protocol; services answer JSON because `Accept` asks for it.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 */
export function compileAwsService(
  integration: Normalized<AwsIntegration>,
  context: IntegrationContext,
): RouteIntegration {
  const target = compileTarget(integration, context);
  const readBody = compileRequestBody(integration, context);
  const readParameters = compileRequestParameters(integration.requestParameters, context);
  const timeoutMs = compileTimeout(integration.timeoutMs, DEFAULT_INTEGRATION_TIMEOUT_MS, context);
  const mapResponse = compileIntegrationResponses(integration, context);
  const credentials = knownText(integration.credentials);
  return {
    type: 'AWS',
    buildRequest(invocation) {
      if (target === undefined) throw configurationFault('Invalid AWS integration');
      const { payload, override } = readBody(invocation);
      const parameters = readParameters(invocation, override);
      const body = payloadBytes(payload);
      const { url, method, headers } = target.address(invocation, parameters, body.length > 0);
      return {
        kind: 'http',
        method,
        url,
        headers: overlayHeaders(headers, parameters.headers),
        body,
        timeoutMs,
        insecureSkipVerification: integration.insecureSkipVerification ?? false,
        sign: { service: target.service, region: target.region, ...(credentials !== undefined && { credentials }) },
      };
    },
    mapResponse,
  };
}

interface ServiceTarget {
  readonly service: string;
  readonly region: string;
  address(
    invocation: ValidatedInvocation,
    parameters: MappedParameters,
    hasBody: boolean,
  ): { readonly url: string; readonly method: string; readonly headers: readonly HeaderLine[] };
}

function compileTarget(
  integration: Normalized<AwsIntegration>,
  context: IntegrationContext,
): ServiceTarget | undefined {
  const target = parseIntegrationUri(integration.uri);
  const refuse = (feature: NotSimulatedFeature, detail: string): void =>
    context.refuse({ feature, detail, optional: false });
  if (target.kind !== 'service') {
    const feature = isDeployTime(integration.uri) ? 'unresolved-value' : 'integration-uri';
    refuse(feature, `an integration with ${printValue(integration.uri)}`);
    return undefined;
  }
  const request = knownText(target.request);
  const region = knownText(target.region);
  const method = knownText(integration.httpMethod);
  if (request === undefined || region === undefined || method === undefined) {
    refuse('unresolved-value', `the integration's URI ${printValue(integration.uri)}`);
    return undefined;
  }
  const { service } = target;
  const given = Object.hasOwn(context.awsEndpoints, service) ? context.awsEndpoints[service] : undefined;
  if (given === undefined && !context.hasAwsCredentials) {
    refuse('aws-service', `an integration with ${service}: no endpoint is given, and no credentials for AWS`);
    return undefined;
  }
  const endpoint =
    given?.replace(/\/+$/, '') ??
    `https://${target.subdomain === undefined ? '' : `${target.subdomain}.`}${service}.${region}.amazonaws.com`;
  if (target.form === 'path')
    return { service, region, address: pathAddress(`${endpoint}/`, compileUri(request), method) };
  const protocol = own(ACTION_PROTOCOLS, service);
  if (protocol === undefined) {
    refuse('aws-action', `actions of ${service}, whose protocol is not known`);
    return undefined;
  }
  return { service, region, address: actionAddress(`${endpoint}/`, compileUri(request), method, protocol) };
}

function pathAddress(base: string, path: UriTemplate, method: string): ServiceTarget['address'] {
  return (invocation, parameters, hasBody) => ({
    url: appendQuery(base + expandUri(path, invocation.stage.variables, parameters.path), parameters.query),
    method: method === 'ANY' ? invocation.arrival.httpMethod : method,
    headers: ownHeaders(invocation, hasBody),
  });
}

function actionAddress(
  base: string,
  request: UriTemplate,
  method: string,
  protocol: ActionProtocol,
): ServiceTarget['address'] {
  return (invocation, parameters, hasBody) => {
    const [action = '', ...pairs] = expandUri(request, invocation.stage.variables, parameters.path).split('&');
    const written = pairs.map((pair): QueryParameter => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
    const query = [...written, ...parameters.query];
    if (protocol.kind === 'json' && query.length === 0) {
      const headers = ownHeaders(invocation, false);
      return {
        url: base,
        method: 'POST',
        headers: [
          ['Content-Type', `application/x-amz-json-${protocol.version}`],
          ['X-Amz-Target', `${protocol.target}.${action}`],
          ...headers,
        ],
      };
    }
    return {
      url: appendQuery(base, [['Action', action], ['Version', protocol.apiVersion], ...query]),
      method: method === 'ANY' ? invocation.arrival.httpMethod : method,
      headers: ownHeaders(invocation, hasBody),
    };
  };
}

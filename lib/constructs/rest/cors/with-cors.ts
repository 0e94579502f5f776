import {
  joinValues,
  withIntegrationResponses,
  type Integration,
  type IntegrationResponse,
  type Method,
  type ResponseParameterMapping,
} from '../../../model/index.js';
import { responseHeaders, echoTemplate, literals, sameHeader, severalOrigins, VARY_ORIGIN } from './cors-headers.js';
import type { CorsProps } from './cors-props.js';

/**
 * Adds the CORS headers to the responses of a method's custom integration. Responses of proxies carry only the headers of
 * the backend. With several origins, the response's templates set the header; a response without a template stays
 * unchanged, as a template would replace its body. OPTIONS methods that the user declares stay unchanged.
 */
export function withCors(method: Method, cors: CorsProps): Method {
  const { httpMethod, integration } = method;
  if (httpMethod === 'OPTIONS' || integration === undefined) return method;
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') return method;
  const decorated = withHeaders(integration, cors);
  return { ...method, integration: decorated, ...withIntegrationResponses(method.responses, decorated) };
}

function withHeaders(integration: Integration, cors: CorsProps): Integration {
  const headers = responseHeaders(cors);
  const decorate = (response: IntegrationResponse): IntegrationResponse => {
    const { responseParameters = [], responseTemplates } = response;
    if (!severalOrigins(cors))
      return {
        ...response,
        responseParameters: [...missing(literals(headers), responseParameters), ...responseParameters],
      };
    const templates = responseTemplates ?? (integration.type === 'MOCK' ? { 'application/json': '' } : undefined);
    if (templates === undefined) return response;
    const echo = echoTemplate(cors.allowOrigins, headers);
    return {
      ...response,
      responseParameters: [...missing([VARY_ORIGIN], responseParameters), ...responseParameters],
      responseTemplates: Object.fromEntries(
        Object.entries(templates).map(([contentType, template]) => [contentType, joinValues([echo, template])]),
      ),
    };
  };
  return { ...integration, responses: (integration.responses ?? []).map(decorate) };
}

function missing(
  wanted: readonly ResponseParameterMapping[],
  present: readonly ResponseParameterMapping[],
): readonly ResponseParameterMapping[] {
  return wanted.filter(({ header }) => !present.some((mapping) => sameHeader(mapping.header, header)));
}

import {
  joinValues,
  type Integration,
  type IntegrationResponse,
  type Method,
  type ResponseParameterMapping,
} from '../../../model/index.js';
import { answerHeaders, echoTemplate, literals, sameHeader, severalOrigins, VARY_ORIGIN } from './cors-headers.js';
import { withIntegrationResponses } from '../methods/method-responses.js';
import type { CorsProps } from './cors-props.js';

/**
 * A method whose custom integration adds the headers that let a page read its responses. Proxied responses carry what
 * the backend sends and nothing else. With several origins the header is set by the response's templates; a response
 * that has none stays as it is, for a template would replace its body. An OPTIONS method of the user's own is left alone.
 */
export function withCors(method: Method, cors: CorsProps): Method {
  const { httpMethod, integration } = method;
  if (httpMethod === 'OPTIONS' || integration === undefined) return method;
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') return method;
  const decorated = withHeaders(integration, cors);
  return { ...method, integration: decorated, ...withIntegrationResponses(method.responses, decorated) };
}

function withHeaders(integration: Integration, cors: CorsProps): Integration {
  const headers = answerHeaders(cors);
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

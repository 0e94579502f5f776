import type { Integration } from './integration.js';
import type { MethodResponse, ResponseHeader } from './method.js';

/**
 * The responses of a method with the statuses and headers that its integration's responses bring. API Gateway requires a
 * method to declare them; a construct's user need not.
 */
export function withIntegrationResponses(
  declared: readonly MethodResponse[] = [],
  integration: Integration,
): { readonly responses?: readonly MethodResponse[] } {
  const byStatus = new Map<
    string,
    { readonly response: MethodResponse; readonly headers: Map<string, ResponseHeader> }
  >();
  const add = (response: MethodResponse, added: readonly ResponseHeader[]): void => {
    const known = byStatus.get(response.statusCode) ?? { response, headers: new Map<string, ResponseHeader>() };
    byStatus.set(response.statusCode, known);
    for (const header of added) {
      if (!known.headers.has(header.name.toLowerCase())) known.headers.set(header.name.toLowerCase(), header);
    }
  };
  for (const response of declared) add(response, response.responseHeaders ?? []);
  for (const { statusCode, responseParameters = [] } of integration.responses ?? []) {
    add(
      { statusCode },
      responseParameters.map(({ header }) => ({ name: header, required: false })),
    );
  }
  if (byStatus.size === 0) return {};
  return {
    responses: [...byStatus.values()].map(({ response, headers }) => ({
      ...response,
      ...(headers.size > 0 && { responseHeaders: [...headers.values()] }),
    })),
  };
}

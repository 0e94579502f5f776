/** A verb, or ANY for those that have no method of their own. */
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** In the order in which API Gateway's own error text lists them. */
export const HTTP_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'] as const;

export function isHttpMethod(text: string): text is HttpMethod {
  return (HTTP_METHODS as readonly string[]).includes(text);
}

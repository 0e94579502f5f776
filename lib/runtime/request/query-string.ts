/** One parameter of a query string, decoded; order and repeats are the client's. */
export type QueryParameter = readonly [name: string, value: string];

/**
 * Reads a raw query string.
 *
 * Observed: values are percent-decoded and `+` is a blank.
 * Documented: a raw `;` separates parameters as `&` does
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html).
 */
export function parseQueryString(query: string): readonly QueryParameter[] {
  if (query === '') return [];
  const parameters: QueryParameter[] = [];
  for (const pair of query.split(/[&;]/)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    parameters.push(
      equals === -1
        ? [decodeFormText(pair), '']
        : [decodeFormText(pair.slice(0, equals)), decodeFormText(pair.slice(equals + 1))],
    );
  }
  return parameters;
}

/** The form that API Gateway writes towards a backend. */
export function printQueryString(parameters: readonly QueryParameter[]): string {
  return parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function decodeFormText(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // Assumed: a broken escape stays as it was sent.
  }
}

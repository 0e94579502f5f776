/**
 * An integration's URI, cut at its `${stageVariables.name}` and `{path parameter}` places once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export interface UriTemplate {
  readonly parts: readonly UriPart[];
}

type UriPart = string | { readonly kind: 'stage-variable' | 'path'; readonly name: string };

export function compileUri(uri: string): UriTemplate {
  const parts: UriPart[] = [];
  let end = 0;
  for (const match of uri.matchAll(/\$\{stageVariables\.([A-Za-z0-9_]+)\}|\{([^{}]+)\}/g)) {
    if (match.index > end) parts.push(uri.slice(end, match.index));
    const [whole, variable, path] = match;
    parts.push(
      variable === undefined ? { kind: 'path', name: path ?? '' } : { kind: 'stage-variable', name: variable },
    );
    end = match.index + whole.length;
  }
  if (end < uri.length) parts.push(uri.slice(end));
  return { parts };
}

/**
 * Observed: an unset stage variable is nothing. Assumed: a path parameter that nothing is mapped to stays as it stands.
 */
export function expandUri(
  { parts }: UriTemplate,
  variables: Readonly<Record<string, string>>,
  pathValues: Readonly<Record<string, string>>,
): string {
  let uri = '';
  for (const part of parts) {
    if (typeof part === 'string') uri += part;
    else if (part.kind === 'stage-variable')
      uri += Object.hasOwn(variables, part.name) ? (variables[part.name] ?? '') : '';
    else uri += Object.hasOwn(pathValues, part.name) ? (pathValues[part.name] ?? '') : `{${part.name}}`;
  }
  return uri;
}

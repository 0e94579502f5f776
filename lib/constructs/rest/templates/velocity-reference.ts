/** A parameter of the request; empty where the request has none. It is read from its own place alone. */
export function parameterReference(location: 'path' | 'querystring' | 'header', name: string): string {
  return `$input.params().${location}.get(${singleQuoted(name)})`;
}

/** A variable of the path, decoded. In a path, a plus sign is not a space. */
export function pathParameterReference(name: string): string {
  return `$util.urlDecode(${parameterReference('path', name)}.replace('+', '%2B'))`;
}

/** A string literal of Velocity, in which nothing is interpolated. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An argument escaped for a JSON string. JSON has no escape for the apostrophe, which `escapeJavaScript` escapes too. */
export function escaped(argument: string): string {
  return String.raw`$util.escapeJavaScript(${argument}).replaceAll("\\'", "'")`;
}

/** `/*` is every path; of `/~1pets~1{petId}` the inner slashes are `~1`, as in a JSON pointer. */
export function parseSettingsPath(text: string): string {
  const path = (text.startsWith('/') ? text.slice(1) : text).replaceAll('~1', '/').replaceAll('~0', '~');
  if (path === '*' || path === '/*') return '*';
  return path.startsWith('/') ? path : `/${path}`;
}

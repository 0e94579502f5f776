/** Whether a domain name, or a wildcard such as `*.example.com`, covers a host. The exact name takes precedence over a wildcard, which callers ensure by order. */
export function matchesDomain(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  return host.endsWith(name.slice(1)) && !host.slice(0, -name.length + 1).includes('.');
}

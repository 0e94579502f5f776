/** What a routing rule of a custom domain asks of a request, compiled. */
export interface RoutingConditions {
  /** All must hold. */
  readonly headers: readonly HeaderCondition[];
  /** Any must begin the path; undefined: any path will do. */
  readonly basePaths: readonly string[] | undefined;
}

export interface HeaderCondition {
  /** In lower case. */
  readonly name: string;
  readonly matches: (value: string) => boolean;
}

type Lines = readonly (readonly [name: string, value: string])[];

/**
 * Whether a request fulfils all conditions: the longest base path that its path begins with, the empty one for a rule that
 * asks for none; undefined where a condition does not hold.
 *
 * Documented: lines of the same name are not joined
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html).
 * Assumed: any of them may match, and a base path ends where a segment ends.
 *
 * @param path without the slash at its beginning
 */
export function matchConditions(
  { headers, basePaths }: RoutingConditions,
  lines: Lines,
  path: string,
): string | undefined {
  const hold = headers.every(({ name, matches }) =>
    lines.some(([written, value]) => written.toLowerCase() === name && matches(value)),
  );
  if (!hold) return undefined;
  if (basePaths === undefined) return '';
  return basePaths
    .filter((basePath) => path === basePath || path.startsWith(`${basePath}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * Compiles a glob for the value of a header, in which `*` stands at the ends alone and case counts.
 *
 * @returns undefined for one that API Gateway refuses
 */
export function compileValueGlob(glob: string): ((value: string) => boolean) | undefined {
  if (glob === '*') return () => true;
  const [, before = '', text = '', after = ''] = /^(\*?)([^*]*)(\*?)$/.exec(glob) ?? [];
  if (text === '' || glob.length > MAX_GLOB_LENGTH) return undefined;
  if (before !== '' && after !== '') {
    return text.length <= MAX_INFIX_LENGTH ? (value) => value.includes(text) : undefined;
  }
  if (before !== '') return (value) => value.endsWith(text);
  if (after !== '') return (value) => value.startsWith(text);
  return (value) => value === text;
}

/** Documented on the same page: fewer than 128 characters, and fewer than 40 between two `*`. */
const MAX_GLOB_LENGTH = 127;
/** Observed: 40 are taken and 41 are refused; docs/aws/edge-and-domains.md section 6. */
const MAX_INFIX_LENGTH = 40;

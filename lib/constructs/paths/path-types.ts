/**
 * The names of a path's variables, for the compiler: `'petId' | 'rest'` of `/pets/{petId}/{rest+}`. A path that the
 * compiler does not know may have any.
 */
export type PathParameterName<P extends string> = string extends P
  ? string
  : P extends `${string}{${infer Name}}${infer Rest}`
    ? (Name extends `${infer Greedy}+` ? Greedy : Name) | PathParameterName<Rest>
    : never;

/** A parameter of a method request on the path `P`: `path.petId`, `querystring.page`, `header.X-Trace`. */
export type ParameterKey<P extends string = string> =
  `path.${PathParameterName<P>}` | `querystring.${string}` | `header.${string}`;

/** A parameter that selects a cached response of the path `P`: of the caller's request or of the integration request. */
export type CacheKey<P extends string = string> =
  ParameterKey<P> | `integration.request.${'header' | 'querystring' | 'path'}.${string}`;

/** The path `P` below the path `Prefix`: `/admin/users` of `/admin` and `/users`. */
export type JoinedPath<Prefix extends string, P extends string> = string extends Prefix
  ? string
  : Prefix extends '' | '/'
    ? P
    : P extends '/'
      ? Prefix
      : `${Prefix}${P}`;

import type { PathParameterName } from '../../paths/path-types.js';

/**
 * A parameter of the integration's request that a mapping changes.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export type RequestMapKey = `${MappingAction}:${'header' | 'querystring'}.${string}` | 'overwrite:path';

/** A member of the integration's response that a mapping changes. */
export type ResponseMapKey = `${MappingAction}:header.${string}` | 'overwrite:statuscode';

type MappingAction = 'append' | 'overwrite' | 'remove';

/**
 * Changes of the integration's request: `{ 'overwrite:path': '/v2/${request.path.petId}' }`. A value is a string, with
 * `$request.header.x`, `$request.querystring.x`, `$request.path.x`, `$request.body.x`, `$context.x` or
 * `$stageVariables.x` in it; in braces where it has more than one. `remove` takes an empty string.
 */
export type RequestMap = Readonly<Partial<Record<RequestMapKey, string>>>;

/** Changes of the integration's response, with `$response.header.x`, `$response.body.x`, `$context.x`, `$stageVariables.x`. */
export type ResponseMap = Readonly<Partial<Record<ResponseMapKey, string>>>;

/** Changes of the integration's response by its status: `{ 404: { 'overwrite:statuscode': '200' } }`. */
export type ResponseMaps = Readonly<Record<number, ResponseMap>>;

/** The path variables that an expression names, for the compiler. */
export type PathVariablesIn<V extends string> = string extends V
  ? never
  : V extends `${string}\${request.path.${infer Name}}${infer Rest}`
    ? Name | PathVariablesIn<Rest>
    : V extends `$request.path.${infer Name}`
      ? Name
      : never;

/** `M` where each expression names variables of the path `P` only; the type of another one says which there are. */
export type CheckedRequestMap<P extends string, M> = {
  readonly [K in keyof M]: K extends RequestMapKey
    ? M[K] extends string
      ? PathVariablesIn<M[K]> extends PathParameterName<P>
        ? M[K]
        : `\${request.path.${PathParameterName<P>}}`
      : M[K]
    : never;
};

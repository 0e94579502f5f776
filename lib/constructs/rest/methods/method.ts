import type { HttpMethod } from '../../../model/index.js';

/** What a method knows of its API. */
export interface MethodApi {
  readonly restApiId: string;
}

/**
 * A method of an API, as `api.get(…)` returns it: what its ARN, URL, metrics and settings by stage are asked of. It is no
 * construct, since in the template methods are part of the API's definition.
 */
export class Method<P extends string = string> {
  constructor(
    protected readonly api: MethodApi,
    readonly httpMethod: HttpMethod,
    readonly path: P,
  ) {}
}

import type { Api, Diagnostic, HttpApi, RestApi } from '../../model/index.js';

/** An API that an OpenAPI document can define. */
export type DocumentedApi = RestApi | HttpApi;

/**
 * The definition of an API as its template has it in the end. What the constructs declare is one part of it; escape
 * hatches, aspects and changes of L1 objects are the other.
 *
 * References are written as identities, `<stack path>/<logical id>`: the same before and after a synthesis, and from any
 * stack.
 */
export interface ApiDefinition<A extends Api = RestApi> {
  /** See `deploymentFingerprint`. */
  fingerprint(): string;

  /** The API as declared, or as read back from its resources where they say something else. */
  model(): A;

  /** The same with references as the template of the API's stack writes them. */
  modelInTemplate(): A;

  /** What reading the API back found, and what the template cannot carry. */
  diagnostics(): readonly Diagnostic[];
}

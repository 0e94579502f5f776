import type { Api, Diagnostic, Protocol, RaisedQuotas } from '../model/index.js';

export interface ValidateOptions {
  /** Quotas that AWS raised for the account. */
  readonly quotas?: RaisedQuotas;
  /** The logical ids that are parameters of a template, where they are known. */
  readonly parameters?: ReadonlySet<string>;
}

/** One check of a definition. It looks at the whole API and reports everything it finds. */
export type Rule<A extends Api = Api> = (api: A, options: ValidateOptions) => readonly Diagnostic[];

type ApiOf<P extends Protocol> = Extract<Api, { readonly protocol: P }>;

/** A rule that is for APIs of some protocols: others have nothing to check. */
export function only<P extends Protocol>(protocols: readonly P[], rule: Rule<ApiOf<P>>): Rule {
  const isOne = (api: Api): api is ApiOf<P> => (protocols as readonly Protocol[]).includes(api.protocol);
  return (api, options) => (isOne(api) ? rule(api, options) : []);
}

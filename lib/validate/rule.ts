import type { Diagnostic, RaisedQuotas, RestApi } from '../model/index.js';

export interface ValidateOptions {
  /** Quotas that AWS raised for the account. */
  readonly quotas?: RaisedQuotas;
  /** The logical ids that are parameters of a template, where they are known. */
  readonly parameters?: ReadonlySet<string>;
}

/** One check of a definition. It looks at the whole API and reports everything it finds. */
export type Rule = (api: RestApi, options: ValidateOptions) => readonly Diagnostic[];

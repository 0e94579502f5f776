import type { Api, Diagnostic, DiagnosticCode, Protocol, RaisedQuotas } from '../model/index.js';

export interface ValidateOptions {
  /** Quotas that AWS raised for the account. */
  readonly quotas?: RaisedQuotas;
  /** The logical ids that are parameters of a template, where they are known. */
  readonly parameters?: ReadonlySet<string>;
  /** The ids of APIs that a document defines, which API Gateway imports with a warning where it refuses a resource. */
  readonly imported?: ReadonlySet<string>;
  /**
   * Whether a reader made the APIs rather than constructs: it reports the names of authorizers that it cannot find, and the
   * definition is whole.
   */
  readonly isRead?: boolean;
  /** The ids of APIs whose definition could not be read whole: what is missing there is not known to be. */
  readonly unread?: ReadonlySet<string>;
}

/** What lint and the documentation say about a check, beside the findings themselves. */
export interface RuleDescription {
  /** The codes that it reports findings under; their severities and meanings are in `DIAGNOSTICS`. */
  readonly codes: readonly [DiagnosticCode, ...DiagnosticCode[]];
  /** What it reports, in one sentence. */
  readonly summary: string;
  /** What the author does about a finding, in one sentence. */
  readonly fix: string;
  /** The page of AWS that says so. */
  readonly source: string;
}

type ApiOf<P extends Protocol> = Extract<Api, { readonly protocol: P }>;

interface RuleOf<P extends Protocol> extends RuleDescription {
  /** The protocols of the APIs that it is for. */
  readonly protocols: readonly P[];
  /** Looks at a whole API and reports everything it finds. */
  readonly check: (api: ApiOf<P>, options: ValidateOptions) => readonly Diagnostic[];
}

/** One check of a definition; it finds nothing in APIs of other protocols. */
export type Rule = RuleOf<Protocol>;

/** Makes a rule for APIs of some protocols one that takes every API. */
export function defineRule<P extends Protocol>(rule: RuleOf<P>): Rule {
  const { protocols, check } = rule;
  const isOne = (api: Api): api is ApiOf<P> => (protocols as readonly Protocol[]).includes(api.protocol);
  return { ...rule, check: (api, options) => (isOne(api) ? check(api, options) : []) };
}

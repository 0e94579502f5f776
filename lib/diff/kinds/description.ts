/** Whether a change breaks clients. */
export type Breaking =
  /** A request that was served before is refused now, or reaches nothing, whatever the backend does. */
  | 'breaking'
  /** Every request that was served before is served as before. */
  | 'compatible'
  /** The definition does not say it: it depends on the backend, on a policy, or on values that only deployment knows. */
  | 'unknown';

/** What there is to know about a kind of change, for printers and for `docs/diff.md`. */
export interface ChangeDescription {
  readonly breaking: Breaking;
  /** Whether it takes effect with a new deployment only; `place`: only in the definition of an API, not beside it. */
  readonly deployment: 'needed' | 'not needed' | 'place';
  /** What changed. */
  readonly means: string;
  /** Why it is classified so. */
  readonly because: string;
  /** The page of AWS that says it. */
  readonly source: string;
}

export const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/';

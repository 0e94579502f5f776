/**
 * What a template may use. A template that passes a limit fails, but for `loopRounds`.
 *
 * | limit | default | passing it |
 * | --- | --- | --- |
 * | `templateCharacters` | 307,200 | `VtlSyntaxError` |
 * | `nesting` | 200 | `VtlSyntaxError`: directives, parentheses or operators inside each other |
 * | `loopRounds` | 1,000 | the loop ends, without an error |
 * | `macroDepth` | 20 | `VtlRenderError` |
 * | `evaluateDepth` | 50 | `VtlRenderError` |
 * | `steps` | 1,000,000 | `VtlRenderError`: directives, references, calls, list items, each 64 characters made, each 12 printed from a list or map |
 * | `outputCharacters` | 10,485,760 | `VtlRenderError`, for any one text as well as the whole output |
 *
 * Documented: 300 KB a template and 1,000 rounds a `#foreach`,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html;
 * the largest payload is 10 MB (same page).
 * Observed: Velocity 1.7 cuts macros at a depth of 20 with an error and `directive.foreach.maxloops` without one.
 * Assumed: API Gateway counts rounds with that setting. The other numbers are ours: they stop what would run for ever.
 */
export interface VtlLimits {
  readonly templateCharacters: number;
  readonly nesting: number;
  readonly loopRounds: number;
  readonly macroDepth: number;
  readonly evaluateDepth: number;
  readonly steps: number;
  readonly outputCharacters: number;
}

export type VtlLimit = keyof VtlLimits;

export const DEFAULT_LIMITS: VtlLimits = {
  templateCharacters: 300 * 1024,
  nesting: 200,
  loopRounds: 1000,
  macroDepth: 20,
  evaluateDepth: 50,
  steps: 1_000_000,
  outputCharacters: 10 * 1024 * 1024,
};

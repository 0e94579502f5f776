/** What a matcher returns to Vitest and Jest. */
export interface MatcherResult {
  /** Whether the value matches. */
  readonly pass: boolean;
  /** What is said where that is not expected. */
  readonly message: () => string;
}

/** The `expect` of Vitest or Jest, as far as matchers are added to it and use it. */
export interface ExpectLike {
  (actual: string): { toMatchSnapshot(hint?: string): unknown };
  /** `never`, since the types of matchers differ between the two. */
  extend(matchers: never): unknown;
}

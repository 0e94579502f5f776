import type { VtlLimit } from './limits.js';

/** A limit that a rendering passed. It becomes a `VtlRenderError` with the place of what was being rendered. */
export class LimitPassed extends Error {
  constructor(
    readonly limit: VtlLimit,
    detail: string,
  ) {
    super(detail);
  }
}

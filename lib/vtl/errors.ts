import { excerptAt, positionAt } from '../support/source-text.js';
import type { VtlLimit } from './limits.js';

/** What both errors say about a place in a template. */
interface VtlErrorPlace {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** The line of the template with a caret below the column. */
  readonly excerpt: string;
}

/** A template that Velocity refuses before it renders anything. */
export class VtlSyntaxError extends Error implements VtlErrorPlace {
  override readonly name = 'VtlSyntaxError';
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;

  /**
   * @param source the template's text
   * @param offset where in it, in UTF-16 units
   * @param detail what was found
   * @param expected what would have done there
   * @param limit the limit that the template's text passes, if that is the reason
   */
  constructor(
    source: string,
    readonly offset: number,
    readonly detail: string,
    readonly expected?: string,
    readonly limit?: VtlLimit,
  ) {
    super(`Cannot parse mapping template: ${detail}${expected === undefined ? '' : `; expected ${expected}`}`);
    ({ line: this.line, column: this.column } = positionAt(source, offset));
    this.excerpt = excerptAt(source, offset);
  }
}

/** A template that failed while it rendered: a method threw, an index was out of bounds, a limit was passed. */
export class VtlRenderError extends Error implements VtlErrorPlace {
  override readonly name = 'VtlRenderError';
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;

  /**
   * @param source the template's text
   * @param offset where in it, in UTF-16 units
   * @param detail what happened
   * @param reason the Java exception that API Gateway would meet, or the limit that was passed
   */
  constructor(
    source: string,
    readonly offset: number,
    readonly detail: string,
    readonly reason: { readonly javaClass?: string; readonly limit?: VtlLimit; readonly cause?: unknown } = {},
  ) {
    super(
      `Cannot render mapping template: ${detail}`,
      reason.cause === undefined ? undefined : { cause: reason.cause },
    );
    ({ line: this.line, column: this.column } = positionAt(source, offset));
    this.excerpt = excerptAt(source, offset);
  }
}

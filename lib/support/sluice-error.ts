/**
 * A mistake of whoever called us: an argument, a file, an option. It has a stable code, a sentence, and where it helps a
 * place and what to do next; it is never shown with a stack trace.
 */
export class SluiceError extends Error {
  /** Always `SluiceError`. */
  override readonly name = 'SluiceError';

  constructor(
    /** A word for the mistake that stays the same when the message changes. */
    readonly code: string,
    message: string,
    /** The place of the mistake, and what to do. */
    readonly details: SluiceErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}

/** What an error says beside its message. */
export interface SluiceErrorDetails {
  /** `file:line:column`, an option's name, a construct path. */
  readonly place?: string;
  /** Lines of the source with a caret. */
  readonly excerpt?: string;
  /** What would do. */
  readonly hint?: string;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

import type { EventParts } from './event-template.js';

/**
 * JSON on its way to or from a function. Whoever has a value gives a value and whoever has text gives text, so that a
 * handler in this thread costs no serialization.
 */
export class LambdaPayload {
  private constructor(
    private textForm: string | undefined,
    private valueForm: { readonly value: unknown } | undefined,
    /** Set where it is the event of an `EventTemplate`. */
    readonly parts: EventParts | undefined,
  ) {}

  static ofText(text: string): LambdaPayload {
    return new LambdaPayload(text, undefined, undefined);
  }

  /** `value` is plain JSON data that the receiver may keep and change. */
  static ofValue(value: unknown): LambdaPayload {
    return new LambdaPayload(undefined, { value }, undefined);
  }

  static ofEvent(parts: EventParts): LambdaPayload {
    return new LambdaPayload(undefined, undefined, parts);
  }

  /** Whether `text()` costs nothing. */
  hasText(): boolean {
    return this.textForm !== undefined;
  }

  text(): string {
    this.textForm ??= JSON.stringify(this.value()) as string | undefined;
    return this.textForm ?? 'null';
  }

  /** @throws {SyntaxError} when the text is no JSON */
  value(): unknown {
    if (this.valueForm === undefined && this.parts !== undefined) this.valueForm = { value: this.parts.build() };
    return this.valueForm === undefined ? JSON.parse(this.text()) : this.valueForm.value;
  }

  /** Whether its JSON takes more than that. */
  isLargerThan(limitBytes: number): boolean {
    const { parts } = this;
    // Nothing in an event is there more than twice; what no form outgrows is taken off the limit.
    if (parts !== undefined && 2 * mostBytes(parts.valuesText()) <= limitBytes - FORM_BYTES) return false;
    const text = this.text();
    return mostBytes(text) > limitBytes && Buffer.byteLength(text) > limitBytes;
  }

  /** Of the texts that it keeps, about. */
  get keptBytes(): number {
    const { parts, textForm } = this;
    return (textForm?.length ?? 0) + (parts?.hasValuesText() === true ? parts.valuesText().length : 0);
  }
}

const FORM_BYTES = 10_000;

/** In UTF-8, which takes one to three bytes for each unit of the string. */
function mostBytes(text: string): number {
  return text.length * 3;
}

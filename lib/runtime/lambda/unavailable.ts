import type { EnvironmentState, FunctionCall, FunctionDone, FunctionOutcome, FunctionRunner } from './function-call.js';

/** A function that is known but cannot run here: every call meets the same outcome. */
export class UnavailableFunction implements FunctionRunner {
  readonly takesText = false;

  constructor(private readonly outcome: FunctionOutcome) {}

  call(_call: FunctionCall, done: FunctionDone): void {
    done(this.outcome);
  }

  forget(): void {
    // Every call has been answered.
  }

  restart(): void {
    // There is nothing to start.
  }

  loadedFiles(): undefined {
    return undefined;
  }

  warmUp(): Promise<FunctionOutcome> {
    return Promise.resolve(this.outcome);
  }

  environments(): readonly EnvironmentState[] {
    return [];
  }

  finish(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

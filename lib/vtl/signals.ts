import type { LoopScope } from './methods/loop.js';

/** `#break`, on its way to the loop that it leaves: the nearest, unless it names one. */
export class BreakSignal {
  constructor(readonly loop?: LoopScope) {}

  endsAt(loop: LoopScope): boolean {
    return this.loop === undefined || this.loop === loop;
  }
}

/** `#stop`, on its way to the end of the template or of the text being evaluated. */
export class StopSignal {
  readonly kind = 'stop';
}

/** Whether a `#break` ends what is no loop: a macro, a `#define`, a whole template. */
export function endsBlock(signal: unknown): boolean {
  return signal instanceof BreakSignal && signal.loop === undefined;
}

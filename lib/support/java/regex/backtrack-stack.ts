/** What is to be done when matching has to go back; the low bits of a frame's first number. */
export const Frame = {
  /** Go on at step `first`, position `second`. */
  branch: 0,
  /** Restore group `first` to `second`…`third`. */
  group: 1,
  /** Restore working number `first` to `second`. */
  slot: 2,
  /** Give back one character of the repeated set before step `first`; ended at `second`, not below `third`. */
  giveBack: 3,
  /** Take one more character in the lazily repeated set at step `first`; at `second`, taken so far `third`. */
  takeMore: 4,
  /** A round of the loop at step `first` failed at `second`: note it, then leave the loop. */
  leaveLoop: 5,
  /** Leaving the lazy loop at step `first` failed at `second`: one more round. */
  lazyRound: 6,
  /** Leaving the lazy whole loop at step `first` failed at `second` after `third` rounds: one more round. */
  lazyWholeRound: 7,
  /** The look-behind at step `first`, looking back from `second`, did not match from `third`: start further back. */
  lookFurtherBack: 8,
} as const;

export const FRAME_BITS = 4;
export const FRAME_SIZE = 3;
/** A stack that has grown beyond so many frames gives the memory back when the next match begins. */
const KEPT_FRAMES = 4 * 1024;

/**
 * How many frames a match may leave behind for going back: 8 Mi, 96 MiB. Java's stack, on which it recurses for each
 * round of a loop, overflows at some ten thousand.
 */
export const MAX_FRAMES = 8 * 1024 * 1024;

/** Frames of three numbers. `height` counts numbers, not frames. */
export class BacktrackStack {
  cells = new Int32Array(KEPT_FRAMES * FRAME_SIZE);
  height = 0;

  clear(): void {
    this.height = 0;
    if (this.cells.length > KEPT_FRAMES * FRAME_SIZE) this.cells = new Int32Array(KEPT_FRAMES * FRAME_SIZE);
  }

  /** @returns false when the stack is as large as it may be */
  push(kind: number, first: number, second: number, third: number): boolean {
    if (this.height + FRAME_SIZE > this.cells.length && !this.grow()) return false;
    this.cells[this.height] = (first << FRAME_BITS) | kind;
    this.cells[this.height + 1] = second;
    this.cells[this.height + 2] = third;
    this.height += FRAME_SIZE;
    return true;
  }

  private grow(): boolean {
    if (this.cells.length >= MAX_FRAMES * FRAME_SIZE) return false;
    const larger = new Int32Array(Math.min(this.cells.length * 2, MAX_FRAMES * FRAME_SIZE));
    larger.set(this.cells);
    this.cells = larger;
    return true;
  }
}

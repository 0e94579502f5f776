/** How many bytes may be held at once for one purpose. */
export class ByteBudget {
  private heldBytes = 0;

  constructor(readonly limitBytes: number) {}

  /**
   * False, and nothing is taken, when that is more than is left.
   *
   * @param reservedBytes left to others
   */
  take(bytes: number, reservedBytes = 0): boolean {
    if (this.heldBytes + bytes > this.limitBytes - reservedBytes) return false;
    this.heldBytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.heldBytes -= bytes;
  }
}

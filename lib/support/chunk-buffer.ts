/**
 * Joins the chunks of a stream. They are copied, except a first one that stays the only one, so that never more than three
 * times the bytes are held, however small the chunks are.
 */
export class ChunkBuffer {
  private block: Buffer = EMPTY;
  /** In bytes. */
  length = 0;

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (this.length === 0) {
      this.block = chunk;
    } else {
      if (length > this.block.length) this.grow(2 * length);
      chunk.copy(this.block, this.length);
    }
    this.length = length;
  }

  /** All of it, which is not kept any longer. */
  take(): Buffer {
    const taken = this.block.subarray(0, this.length);
    this.block = EMPTY;
    this.length = 0;
    return taken;
  }

  private grow(bytes: number): void {
    const block = Buffer.allocUnsafe(bytes);
    this.block.copy(block, 0, 0, this.length);
    this.block = block;
  }
}

const EMPTY = Buffer.alloc(0);

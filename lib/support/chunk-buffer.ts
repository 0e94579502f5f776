/** Smaller chunks are copied: each would cost some hundred bytes besides its own, and may keep a larger buffer alive. */
const KEPT_WHOLE_BYTES = 4_096;
const BLOCK_BYTES = 16_384;

/** Joins the chunks of a stream; it holds no more than a few times their bytes, however small they are. */
export class ChunkBuffer {
  /** In bytes. */
  length = 0;
  /** The first chunk, as long as it is the only one. */
  private only: Buffer | undefined;
  private blocks: Buffer[] = [];
  /** Where small chunks are copied to, and how much of it is used. */
  private block: Buffer = EMPTY;
  private usedBytes = 0;

  add(chunk: Buffer): void {
    const { length } = this;
    this.length += chunk.length;
    if (length === 0) {
      this.only = chunk;
      return;
    }
    if (this.only !== undefined) this.keep(this.only);
    this.only = undefined;
    this.keep(chunk);
  }

  /** All of it, which is not kept any longer. */
  take(): Buffer {
    this.endBlock();
    const taken = this.only ?? Buffer.concat(this.blocks, this.length);
    this.length = 0;
    this.only = undefined;
    this.blocks = [];
    this.block = EMPTY;
    return taken;
  }

  private keep(chunk: Buffer): void {
    if (chunk.length >= KEPT_WHOLE_BYTES) {
      this.endBlock();
      this.blocks.push(chunk);
      return;
    }
    if (this.usedBytes + chunk.length > this.block.length) {
      this.endBlock();
      this.block = Buffer.allocUnsafe(BLOCK_BYTES);
    }
    chunk.copy(this.block, this.usedBytes);
    this.usedBytes += chunk.length;
  }

  private endBlock(): void {
    if (this.usedBytes === 0) return;
    this.blocks.push(this.block.subarray(0, this.usedBytes));
    this.block = this.block.subarray(this.usedBytes);
    this.usedBytes = 0;
  }
}

const EMPTY = Buffer.alloc(0);

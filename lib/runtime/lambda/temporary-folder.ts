import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one gateway, made when it is first needed and deleted with everything in it by `remove`. */
export class TemporaryFolder {
  private root: string | undefined;
  private made = 0;

  /** The path of a new, not yet existing folder. */
  next(): string {
    this.root ??= mkdtempSync(join(tmpdir(), 'sluice-'));
    this.made += 1;
    return join(this.root, String(this.made));
  }

  remove(): void {
    if (this.root !== undefined) rmSync(this.root, { recursive: true, force: true });
    this.root = undefined;
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../../support/at-exit.js';

/** A folder of one gateway, made when it is first needed and deleted with everything in it by `remove`. */
export class TemporaryFolder {
  private root: string | undefined;
  private stayAtExit: (() => void) | undefined;
  private made = 0;

  /** The path of a new, not yet existing folder. */
  next(): string {
    this.root ??= this.make();
    this.made += 1;
    return join(this.root, String(this.made));
  }

  private make(): string {
    const root = mkdtempSync(join(tmpdir(), 'sluice-'));
    this.stayAtExit = atExit(() => this.remove());
    return root;
  }

  remove(): void {
    this.stayAtExit?.();
    if (this.root !== undefined) rmSync(this.root, { recursive: true, force: true });
    this.root = undefined;
  }
}

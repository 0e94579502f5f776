import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../../support/at-exit.js';

/** A folder of one gateway, made when it is first needed and deleted with everything in it by `remove`. */
export class TemporaryFolder {
  private root: string | undefined;
  private stayAtExit: (() => void) | undefined;
  private made = 0;
  /** Of each function the folders that are still there, the newest last. */
  private readonly folders = new Map<string, readonly string[]>();

  /**
   * The path of a new, not yet existing folder for a function's code. The one before stays for calls that still run, what is
   * older is deleted.
   */
  next(functionName: string): string {
    this.root ??= this.make();
    this.made += 1;
    const folder = join(this.root, String(this.made));
    const earlier = this.folders.get(functionName) ?? [];
    for (const outdated of earlier.slice(0, -1)) rmSync(outdated, { recursive: true, force: true });
    this.folders.set(functionName, [...earlier.slice(-1), folder]);
    return folder;
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

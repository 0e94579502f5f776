import { JavaObject } from '../support/java/collections.js';
import type { Render, RenderState } from './render-state.js';
import type { Scope } from './scope.js';
import { endsBlock } from './signals.js';

/**
 * What `#define` puts into its variable, or a block macro into `$bodyContent`: directives that run each time it prints.
 */
export class BlockReference extends JavaObject {
  readonly className = 'org.apache.velocity.runtime.directive.Block$Reference';
  private depth = 0;

  /** @param maxDepth how often the block may be inside of itself */
  constructor(
    private readonly state: RenderState,
    private readonly scope: Scope,
    private readonly body: Render,
    private readonly maxDepth: number,
  ) {
    super();
  }

  /**
   * Renders into the output, unless the block is inside of itself too often.
   *
   * @param scope what names mean: where the block is printed, unless it was made a text on the way
   */
  render(scope: Scope = this.state.scope): boolean {
    if (this.depth >= this.maxDepth) return false;
    this.state.spend(1);
    this.depth++;
    try {
      this.state.within(scope, this.body);
    } catch (signal) {
      if (!endsBlock(signal)) throw signal;
    } finally {
      this.depth--;
    }
    return true;
  }

  /** What the block prints; null if it is inside of itself too often. */
  text(): string | null {
    if (this.depth >= this.maxDepth) return null;
    return this.state.capture(() => {
      this.render(this.scope);
    });
  }

  override toString(): string {
    return this.text() ?? 'null';
  }
}

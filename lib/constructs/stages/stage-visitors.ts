import type { DeclaredStage } from '../binding.js';

/** Who is told of every stage of an API, in whichever order stages and visitors come. */
export class StageVisitors {
  private readonly stages: DeclaredStage[] = [];
  private readonly visitors: ((stage: DeclaredStage) => void)[] = [];

  /** Calls `visitor` for the stages there are, and for each that comes. */
  add(visitor: (stage: DeclaredStage) => void): void {
    this.visitors.push(visitor);
    this.stages.forEach((stage) => visitor(stage));
  }

  visit(stage: DeclaredStage): void {
    this.stages.push(stage);
    this.visitors.forEach((visitor) => visitor(stage));
  }
}

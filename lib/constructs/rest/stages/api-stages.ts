import { Lazy } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import type { PlannedStage } from '../usage-plans/keyless-stages.js';
import type { Stage } from './stage.js';

/** The name of the stage that an API without a stage of its own gets. */
export const DEFAULT_STAGE = 'prod';

/** The stages of one API, in the order in which they are added. */
export class ApiStages {
  private readonly stages: { readonly name: string; readonly stage: Stage }[] = [];

  /** @param hasDefault whether the API gets a stage when none is added */
  constructor(
    private readonly api: IConstruct,
    private readonly hasDefault: boolean,
  ) {}

  add(name: string, stage: Stage): void {
    this.stages.push({ name, stage });
  }

  get isEmpty(): boolean {
    return this.stages.length === 0;
  }

  /** The name of the first stage as text: what uses it may be made before the stage. */
  get firstName(): string {
    return this.stages[0]?.name ?? DEFAULT_STAGE;
  }

  /** The name of the first stage by reference: what uses it is made after the stage. */
  get firstNameByReference(): string {
    return Lazy.uncachedString({ produce: () => this.nameFirst() });
  }

  /** Each stage with its resource. */
  resources(): readonly PlannedStage[] {
    return this.stages.map(({ name, stage }) => ({ name, resource: stage.node.defaultChild as CfnStage }));
  }

  private nameFirst(): string {
    const [first] = this.stages;
    if (first !== undefined) return first.stage.stageName;
    if (this.hasDefault) return DEFAULT_STAGE;
    throw new SluiceError('stage-missing', `Cannot name a stage of ${this.api.node.path}: it has none`, {
      hint: "Add one: api.addStage('prod')",
    });
  }
}

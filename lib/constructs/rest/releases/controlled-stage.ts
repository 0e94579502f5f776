import { CfnCondition, CfnOutput, CfnParameter, Fn, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import {
  describePin,
  describeServes,
  RELEASE_STATE_PATH,
  releaseNames,
  UNPINNED,
} from '../../../synth/cloudformation/index.js';
import { idsBelowStack } from '../../ids-below-stack.js';
import { outermostStack } from '../../outermost-stack.js';
import { annotate } from '../../validation.js';
import type { CanaryProps } from './canary-props.js';

/**
 * The pin of a controlled stage: a parameter that names the deployment to serve, and an output that reports which one the
 * stage serves. Both are in the outermost stack, the only one whose parameters a deployment can set.
 */
export class ControlledStage extends Construct {
  /** The deployment that the stage serves: the pinned one, otherwise the new one. */
  readonly deploymentId: string;

  constructor(
    stage: Construct,
    id: string,
    props: { readonly stageName: string; readonly canary: CanaryProps; readonly newDeploymentId: string },
  ) {
    super(stage, id);
    const { stageName, canary, newDeploymentId } = props;
    checkPercent(stage, canary.startAt);
    const stack = outermostStack(stage);
    const names = releaseNames(...idsBelowStack(stage, stack).slice(0, -1), stageName);

    const isNested = stack !== Stack.of(stage);
    const outer = isNested ? new Construct(stack, `${names.parameter}Release`) : this;
    const pin = makeParameter(outer, names.parameter, stageName, canary);
    const unpinned = UNPINNED[canary.releaseState ?? 'template'];
    const inOuter = isPinned(outer, names.condition, pin, unpinned);
    const inStage = isNested ? isPinned(this, names.condition, pin, unpinned) : inOuter;
    this.deploymentId = Fn.conditionIf(inStage.logicalId, pin, newDeploymentId).toString();
    const output = new CfnOutput(outer, 'Serves', {
      description: describeServes(stageName),
      value: Fn.conditionIf(inOuter.logicalId, `pinned ${pin}`, 'latest').toString(),
    });
    output.overrideLogicalId(names.output);
    if (canary.releaseState === undefined) annotate(stage, stickyParameter(stageName, names.parameter));
  }
}

function makeParameter(scope: Construct, name: string, stageName: string, { releaseState }: CanaryProps): string {
  const kept = releaseState === 'ssm';
  const parameter = new CfnParameter(scope, 'Deployment', {
    type: kept ? 'AWS::SSM::Parameter::Value<String>' : 'String',
    default: kept ? `${RELEASE_STATE_PATH}${Stack.of(scope).stackName}/${name}` : UNPINNED.template,
    description: kept
      ? `Where the id of the deployment is stored that the stage ${stageName} serves; "${UNPINNED.ssm}" is the one of this template`
      : describePin(stageName),
  });
  parameter.overrideLogicalId(name);
  return parameter.valueAsString;
}

function isPinned(scope: Construct, name: string, pin: string, unpinned: string): CfnCondition {
  const condition = new CfnCondition(scope, 'Pinned', {
    expression: Fn.conditionNot(Fn.conditionEquals(pin, unpinned)),
  });
  condition.overrideLogicalId(name);
  return condition;
}

function checkPercent(stage: Construct, startAt: number): void {
  if (Token.isUnresolved(startAt) || (startAt >= 0 && startAt <= 100)) return;
  throw new SluiceError(
    'canary-percent',
    `The canary of ${stage.node.path} starts at ${startAt} percent of requests; expected 0 to 100`,
    { place: stage.node.path },
  );
}

function stickyParameter(stageName: string, parameter: string): ReturnType<typeof diagnostic> {
  return diagnostic(
    'release-parameter-sticky',
    { element: `stage ${stageName}` },
    `The pin of the stage is stored only in the stack's parameter ${parameter}: cdk deploy keeps it, and a change set that sets no parameters removes it; releaseState: 'ssm' stores it in Systems Manager for both`,
  );
}

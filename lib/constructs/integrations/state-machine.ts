import { Fn } from 'aws-cdk-lib';
import type { IStateMachine, IStateMachineRef } from 'aws-cdk-lib/aws-stepfunctions';

/** A state machine as integrations take it. */
export type StepFunctionsStateMachine = IStateMachine | IStateMachineRef;

/** `arn:aws:states:eu-west-1:111122223333:execution:Machine`. */
export function executionArn(stateMachineArn: string): string {
  const parts = Fn.split(':', stateMachineArn);
  const part = (index: number): string => Fn.select(index, parts);
  return `arn:${part(1)}:states:${part(3)}:${part(4)}:execution:${part(6)}`;
}

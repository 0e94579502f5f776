import { executionArn, type StepFunctionsStateMachine } from '../../state-machine.js';
import type { IntegrationResponseProps, MappingExpression } from '../../../rest/integrations/integration.js';
import { jsonText, literal } from '../json-text.js';
import { regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** Inputs of an action on a state machine. */
export interface MachineCall {
  readonly action: 'StartExecution' | 'StartSyncExecution' | 'StopExecution' | 'DescribeExecution';
  readonly requestTemplate: string;
  readonly success: IntegrationResponseProps;
}

/** An action on a state machine or on its executions, in a role that may do this one thing. */
export function machineCall(
  stateMachine: StepFunctionsStateMachine,
  { action, requestTemplate, success }: MachineCall,
): ServiceCall {
  const { stateMachineArn } = stateMachine.stateMachineRef;
  const starts = action === 'StartExecution' || action === 'StartSyncExecution';
  return {
    target: { service: 'states', request: `action/${action}`, region: regionOf(stateMachine, stateMachineArn) },
    permissions: [
      { actions: [`states:${action}`], resources: [starts ? stateMachineArn : `${executionArn(stateMachineArn)}:*`] },
    ],
    requestTemplate,
    success,
    errorStatuses: {
      ExecutionAlreadyExists: 409,
      ExecutionDoesNotExist: 404,
      ExecutionLimitExceeded: 429,
      InvalidArn: 400,
      InvalidExecutionInput: 400,
      InvalidName: 400,
    },
  };
}

/** VTL of the ARN of an execution by its name, as a JSON string. */
export function executionArnJson(
  { stateMachineRef }: StepFunctionsStateMachine,
  executionName: MappingExpression,
): string {
  const machine = literal(executionArn(stateMachineRef.stateMachineArn)).slice(1, -1);
  return `"${machine}:${jsonText(executionName).slice(1)}`;
}

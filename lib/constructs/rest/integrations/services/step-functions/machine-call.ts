import { executionArn, type StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import type { IntegrationResponseProps, IRestIntegration, MappingExpression } from '../../integration.js';
import { jsonText, literal } from '../../../../integrations/services/json-text.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { regionOf } from '../../../../integrations/service-permission.js';

/** Inputs of an action on a state machine. */
export interface MachineCall {
  readonly action: 'StartExecution' | 'StartSyncExecution' | 'StopExecution' | 'DescribeExecution';
  readonly requestTemplate: string;
  readonly success: IntegrationResponseProps;
}

/** An action on a state machine or on its executions, in a role that may do this one thing. */
export function machineIntegration(
  stateMachine: StepFunctionsStateMachine,
  { action, requestTemplate, success }: MachineCall,
  props: ServiceIntegrationProps,
): IRestIntegration {
  const { stateMachineArn } = stateMachine.stateMachineRef;
  const starts = action === 'StartExecution' || action === 'StartSyncExecution';
  return new ServiceIntegration(
    {
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
    },
    props,
  );
}

/** VTL of the ARN of an execution by its name, as a JSON string. */
export function executionArnJson(
  { stateMachineRef }: StepFunctionsStateMachine,
  executionName: MappingExpression,
): string {
  const machine = literal(executionArn(stateMachineRef.stateMachineArn)).slice(1, -1);
  return `"${machine}:${jsonText(executionName).slice(1)}`;
}

import type { IRestIntegration } from '../../integration.js';
import { NO_CONTENT } from '../../../../integrations/services/service-errors.js';
import type { StepFunctionsExecutionNameProps } from './describe-execution.js';
import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import { executionArnJson, machineIntegration } from './machine-call.js';

/**
 * Stops an execution. The response is 204, or 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export function stopExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionNameProps,
): IRestIntegration {
  return machineIntegration(
    stateMachine,
    {
      action: 'StopExecution',
      requestTemplate: `{"executionArn":${executionArnJson(stateMachine, props.executionName)}}`,
      success: NO_CONTENT,
    },
    props,
  );
}

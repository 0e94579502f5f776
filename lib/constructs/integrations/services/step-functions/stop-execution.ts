import { NO_CONTENT } from '../service-errors.js';
import type { StepFunctionsExecutionName } from './describe-execution.js';
import type { StepFunctionsStateMachine } from '../../state-machine.js';
import { executionArnJson, machineCall } from './machine-call.js';
import type { ServiceCall } from '../service-call.js';

/**
 * Stops an execution. The response is 204, or 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export function stopExecutionCall(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionName,
): ServiceCall {
  return machineCall(stateMachine, {
    action: 'StopExecution',
    requestTemplate: `{"executionArn":${executionArnJson(stateMachine, props.executionName)}}`,
    success: NO_CONTENT,
  });
}

import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import { stopExecutionCall } from '../../../../integrations/services/step-functions/stop-execution.js';
import type { IRestIntegration } from '../../integration.js';
import { ServiceIntegration } from '../service-integration.js';
import type { StepFunctionsExecutionNameProps } from './describe-execution.js';

/**
 * Stops an execution. The response is 204, or 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export function stopExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionNameProps,
): IRestIntegration {
  return new ServiceIntegration(stopExecutionCall(stateMachine, props), props);
}

import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import {
  startExecutionCall,
  type StepFunctionsExecution,
} from '../../../../integrations/services/step-functions/start-execution.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** The input and the name of an execution. */
export interface StepFunctionsExecutionProps extends ServiceIntegrationProps, StepFunctionsExecution {}

/**
 * Starts an execution. The response is 202 `{"executionName":"…"}`, which describes and stops the execution. The
 * response is 409 where another execution has the same name.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionProps = {},
): IRestIntegration {
  return new ServiceIntegration(startExecutionCall(stateMachine, props), props);
}

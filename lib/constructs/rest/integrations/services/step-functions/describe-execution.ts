import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import {
  describeExecutionCall,
  type StepFunctionsExecutionName,
} from '../../../../integrations/services/step-functions/describe-execution.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** An execution of a standard workflow. */
export interface StepFunctionsExecutionNameProps extends ServiceIntegrationProps, StepFunctionsExecutionName {}

/**
 * Returns the status of an execution, and its output once it has succeeded: `{"status":"SUCCEEDED",
 * "output":{…}}`. The response is 404 where there is no such execution.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function describeExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsExecutionNameProps,
): IRestIntegration {
  return new ServiceIntegration(describeExecutionCall(stateMachine, props), props);
}

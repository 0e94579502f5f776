import type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
import {
  startSyncExecutionCall,
  type StepFunctionsSyncExecution,
} from '../../../../integrations/services/step-functions/start-sync-execution.js';
import type { IRestIntegration } from '../../integration.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';

/** An execution whose output is the response. */
export interface StepFunctionsSyncExecutionProps extends ServiceIntegrationProps, StepFunctionsSyncExecution {}

/**
 * Runs an express workflow and returns its output. The response is 500 where the execution fails, unless
 * `failureStatuses` lists its error, and 504 where it times out.
 *
 * Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 * Observed: `states:action/StartSyncExecution` reaches the endpoint for synchronous calls; aws-cdk-lib's
 * StepFunctionsIntegration is built on it.
 */
export function startSyncExecution(
  stateMachine: StepFunctionsStateMachine,
  props: StepFunctionsSyncExecutionProps = {},
): IRestIntegration {
  return new ServiceIntegration(startSyncExecutionCall(stateMachine, props), props);
}

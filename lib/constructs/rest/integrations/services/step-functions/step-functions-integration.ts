import { describeExecution } from './describe-execution.js';
import { startExecution } from './start-execution.js';
import { startSyncExecution } from './start-sync-execution.js';
import { stopExecution } from './stop-execution.js';

export type { StepFunctionsExecutionNameProps } from './describe-execution.js';
export type { StepFunctionsStateMachine } from '../../../../integrations/state-machine.js';
export type { StepFunctionsExecutionProps } from './start-execution.js';
export type { StepFunctionsSyncExecutionProps } from './start-sync-execution.js';

/**
 * Runs a Step Functions state machine without a Lambda function. Callers see the names of executions, not their ARNs.
 *
 * @example
 * api.post('/orders', StepFunctionsIntegration.startExecution(machine));
 * const executionName = 'method.request.path.order';
 * api.get('/orders/{order}', StepFunctionsIntegration.describeExecution(machine, { executionName }));
 */
export const StepFunctionsIntegration = {
  /** Starts an execution. */
  startExecution,

  /** Runs an express workflow and returns its output. */
  startSyncExecution,

  /** Stops an execution. */
  stopExecution,

  /** Returns the status and the output of an execution. */
  describeExecution,
} as const;

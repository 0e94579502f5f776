import { startExecution } from './step-functions/start-execution.js';
import { startSyncExecution } from './step-functions/start-sync-execution.js';
import { stopExecution } from './step-functions/stop-execution.js';

export type { HttpStepFunctionsStartProps } from './step-functions/start-execution.js';
export type { HttpStepFunctionsStartSyncProps } from './step-functions/start-sync-execution.js';
export type { HttpStepFunctionsStopProps } from './step-functions/stop-execution.js';

/** Integrations of HTTP APIs with AWS Step Functions, each with a role that may do this one thing. */
export const HttpStepFunctionsIntegration = {
  /** Starts an execution of a state machine, and does not wait for its end. */
  startExecution,
  /** Starts an execution of an express state machine, and waits for its end. */
  startSyncExecution,
  /** Stops an execution of a state machine. */
  stopExecution,
} as const;

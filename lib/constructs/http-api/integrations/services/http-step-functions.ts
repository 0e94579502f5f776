import { startExecution } from './step-functions/start-execution.js';
import { startSyncExecution } from './step-functions/start-sync-execution.js';
import { stopExecution } from './step-functions/stop-execution.js';

export type { HttpStepFunctionsStartProps } from './step-functions/start-execution.js';
export type { HttpStepFunctionsStartSyncProps } from './step-functions/start-sync-execution.js';
export type { HttpStepFunctionsStopProps } from './step-functions/stop-execution.js';

/** Integrations of HTTP APIs with AWS Step Functions, each with a role that may do this one thing. */
export const HttpStepFunctionsIntegration = { startExecution, startSyncExecution, stopExecution } as const;

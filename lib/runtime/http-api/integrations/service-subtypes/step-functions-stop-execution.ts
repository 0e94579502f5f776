import { jsonCall, type SubtypeCalls } from './service-call.js';

/** Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
export const STEP_FUNCTIONS_STOP_EXECUTION: SubtypeCalls = {
  service: 'states',
  buildCall: ({ ExecutionArn, Cause, Error: error }) =>
    jsonCall('AWSStepFunctions.StopExecution', '1.0', { executionArn: ExecutionArn, error, cause: Cause }),
};

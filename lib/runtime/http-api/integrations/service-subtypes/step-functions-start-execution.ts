import { jsonCall, type SubtypeCalls } from './service-call.js';

/** Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const STEP_FUNCTIONS_START_EXECUTION: SubtypeCalls = {
  service: 'states',
  buildCall: ({ StateMachineArn, Name, Input }) =>
    jsonCall('AWSStepFunctions.StartExecution', '1.0', { stateMachineArn: StateMachineArn, name: Name, input: Input }),
};

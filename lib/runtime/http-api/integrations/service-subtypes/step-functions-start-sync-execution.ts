import { jsonCall, type SubtypeCalls } from './service-call.js';

/** Documented: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
export const STEP_FUNCTIONS_START_SYNC_EXECUTION: SubtypeCalls = {
  service: 'states',
  endpointPrefix: 'sync-states',
  buildCall: ({ StateMachineArn, Name, Input, TraceHeader }) =>
    jsonCall('AWSStepFunctions.StartSyncExecution', '1.0', {
      ...{ stateMachineArn: StateMachineArn, name: Name, input: Input, traceHeader: TraceHeader },
    }),
};

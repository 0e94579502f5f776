import { printCaller, type IamCaller } from '../caller.js';
import type { HttpResponse } from '../http-message.js';
import { RESPONSE_VIEW } from '../observe/response-view.js';
import type { PhaseViews } from '../observe/trace.js';
import type { ManagementResult } from './manage-connection.js';
import type { FunctionCaller } from './management-access.js';
import type { ManagementInvocation } from './management-request.js';

/** What each phase of a request that opens no connection returns, in their order. */
export interface ManagementPhases {
  readonly accept: ManagementInvocation;
  readonly authorize: IamCaller | FunctionCaller;
  readonly 'manage-connection': ManagementResult;
  readonly response: HttpResponse;
}

/** How a trace shows each of them. */
export const MANAGEMENT_PHASES: PhaseViews<ManagementPhases> = {
  accept: {
    secretsIn: ({ request }) => [...request.message.headers, ...request.query],
    print: ({ stage, place, arrival, command, request }) => ({
      requestId: arrival.requestId,
      method: request.message.method,
      path: place.contextPath,
      ...(command !== undefined && 'connectionId' in command && { connectionId: command.connectionId }),
      stage: stage.name,
      deploymentId: stage.deployment.id,
    }),
  },
  authorize: { print: (caller) => (caller.kind === 'function' ? caller : printCaller(caller)) },
  'manage-connection': { print: (result) => result },
  response: RESPONSE_VIEW,
};

import type { HttpResponse } from '../http-message.js';
import type { Invocation } from './invocation.js';
import { remedyOf, type NotSimulated } from '../not-simulated.js';

/** What a refused route answers: not AWS's words, for AWS would not refuse it. */
export function buildNotSimulatedResponse({ arrival }: Invocation, finding: NotSimulated): HttpResponse {
  const { feature, detail } = finding;
  const body = { message: `Not simulated yet: ${detail}`, code: 'not-simulated', feature, remedy: remedyOf(finding) };
  return {
    status: 501,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-RequestId', arrival.requestId],
      ['x-amzn-ErrorType', 'NotSimulatedException'],
      ['x-amz-apigw-id', arrival.extendedRequestId],
    ],
    body: Buffer.from(JSON.stringify(body), 'utf8'),
  };
}

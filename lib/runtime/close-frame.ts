/** How a WebSocket connection ends: what its close frame says, or what represents the lack of one. */
export interface CloseFrame {
  readonly code: number;
  readonly reason: string;
}

/**
 * The close frames that API Gateway sends.
 *
 * Documented: the codes (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html).
 * Observed: the reasons of `closedByApi` and `goingAway`; docs/aws/websocket-api.md section 13.
 * Assumed: the other reasons.
 */
export const CLOSE = {
  /** Of `DELETE @connections/{id}`. */
  closedByApi: { code: 1000, reason: 'Connection Closed Normally' },
  /** Idle or open for too long, or of a stage that is no longer served. */
  goingAway: { code: 1001, reason: 'Going away' },
  binary: { code: 1003, reason: 'Binary is not supported' },
  tooManyRequests: { code: 1008, reason: 'Too many requests' },
  tooLarge: { code: 1009, reason: 'Message too large' },
  defect: { code: 1011, reason: 'Internal server error' },
  serviceRestart: { code: 1012, reason: 'Service restart' },
} as const satisfies Readonly<Record<string, CloseFrame>>;

/**
 * What `$disconnect` reports of the end of a connection.
 *
 * Observed: a client that sends no code has this reason; one that sends a code without a reason has an empty one;
 * docs/aws/websocket-api.md section 13.
 * Assumed: a client that vanishes has an empty reason.
 */
export function reportedClose({ code, reason }: CloseFrame): CloseFrame {
  return { code, reason: code === NO_STATUS && reason === '' ? 'Client-side close frame status not set' : reason };
}

const NO_STATUS = 1005;

/** Where functions that run on this machine reach the `@connections` endpoints of its WebSocket APIs. */
export interface ManagementEndpoint {
  readonly host: string;
  readonly port: number;
  /** Value of `x-sluice-function`. */
  readonly token: string;
}

/** An endpoint for functions of the gateway's own process, where several gateways may be. */
export interface OwnManagementEndpoint extends ManagementEndpoint {
  /** Whether the gateway has this connection. */
  readonly hasConnection: (connectionId: string) => boolean;
}

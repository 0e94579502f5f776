/** The connections that a grant is for. */
export interface ConnectionsScope {
  /**
   * The name of the stage.
   *
   * @default - every stage
   */
  readonly stageName?: string;
}

/** What a grantee may do with connections: send a message, look at the connection, close it. */
export type ConnectionMethod = 'POST' | 'GET' | 'DELETE';

/**
 * The connections that a grantee manages, and how. Single connections cannot be granted: API Gateway asks IAM about the
 * resource `@connections/{connectionId}`, in these letters.
 *
 * Observed: docs/aws/websocket-api.md section 12.
 */
export interface ManagedConnectionsScope extends ConnectionsScope {
  /**
   * What the grantee may do.
   *
   * @default - all of it
   */
  readonly methods?: readonly [ConnectionMethod, ...ConnectionMethod[]];
}

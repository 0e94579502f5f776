/** The connections that a grant is for. */
export interface ConnectionsScope {
  /**
   * The name of the stage.
   *
   * @default - every stage
   */
  readonly stageName?: string;
}

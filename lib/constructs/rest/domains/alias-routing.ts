/** What a record of a routing policy says beside its target. */
export interface AliasRoutingProperties {
  /** The name of the record among those of its name. */
  readonly setIdentifier: string;
  /** The Region whose clients the record is for. */
  readonly region?: string;
  /** Whether the record is the one that is used while it is healthy, or the other one. */
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  /** The share of requests that the record gets, relative to the other records of its name. */
  readonly weight?: number;
}

/**
 * How the records of one name, one for each Region, share the name's requests.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export class AliasRouting {
  /**
   * Answers with the Region that has the lowest latency for the client.
   *
   * @param region default: the stack's own
   */
  static latency(region?: string): AliasRouting {
    return new AliasRouting((own) => ({ region: region ?? own, setIdentifier: region ?? own }));
  }

  /** Answers with the primary Region while its health check passes, else with the secondary. */
  static failover(role: 'PRIMARY' | 'SECONDARY'): AliasRouting {
    return new AliasRouting(() => ({ failover: role, setIdentifier: role }));
  }

  /**
   * Answers with each Region as often as its weight says, from 0 to 255.
   *
   * @param setIdentifier tells the records of the name apart; default: the stack's Region
   */
  static weighted(weight: number, setIdentifier?: string): AliasRouting {
    return new AliasRouting((own) => ({ weight, setIdentifier: setIdentifier ?? own }));
  }

  private constructor(
    /** The record's properties, in a stack of a Region. */
    readonly bind: (region: string) => AliasRoutingProperties,
  ) {}
}

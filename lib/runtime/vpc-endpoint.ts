/** What an operator says of a VPC endpoint; policies ask for it. */
export interface VpcEndpointSettings {
  readonly vpcId?: string;
  /** Of every client in that VPC; default: each client's own. */
  readonly sourceIp?: string;
  /** The document of its own policy; default: it lets everything through. */
  readonly policy?: unknown;
}

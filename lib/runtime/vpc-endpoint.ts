/** What an operator says of a VPC endpoint; policies ask for it. */
export interface VpcEndpointSettings {
  readonly vpcId?: string;
  /** Of every client in that VPC; default: each client's own. */
  readonly sourceIp?: string;
}

/** A VPC endpoint through which private APIs are called. */
export interface VpcEndpoint extends VpcEndpointSettings {
  readonly id: string;
}

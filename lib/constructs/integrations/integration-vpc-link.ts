/** The link of an integration: a VPC link of any generation and library, or the link that a stage variable names. */
export interface IntegrationVpcLink {
  /** The link's id. */
  readonly vpcLinkRef: { readonly vpcLinkId: string };
}

/** Where a policy stands, which decides what may be in it. */
export interface PolicyKind {
  /** Whether its statements say whom they are about. */
  readonly hasPrincipal: boolean;
  /** Length of the document as JSON without white space. */
  readonly characters: number;
  /** Length of one resource; default: unlimited. */
  readonly resourceCharacters?: number;
  /** Writes a short form of a resource out; undefined for a text that is none. */
  readonly expandResource?: (text: string) => string | undefined;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const RESOURCE_POLICY: PolicyKind = { hasPrincipal: true, characters: 8192 };

/**
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html The inline policies of a role may
 * be longest.
 */
export const IDENTITY_POLICY: PolicyKind = { hasPrincipal: false, characters: 10_240 };

/**
 * What a Lambda authorizer returns.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * Assumed: the whole is limited as a resource policy is.
 */
export const AUTHORIZER_POLICY: PolicyKind = { hasPrincipal: false, characters: 8192, resourceCharacters: 512 };

/** Documented: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
export const VPC_ENDPOINT_POLICY: PolicyKind = { hasPrincipal: true, characters: 20_480 };

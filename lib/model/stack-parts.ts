import type { UserPool } from './user-pool.js';
import type { Document, Value } from './value.js';

/** What stands around the APIs of a template and decides whether calls of them succeed. */
export interface StackParts {
  readonly userPools: readonly UserPool[];
  readonly roles: readonly Role[];
  readonly permissions: readonly FunctionPermission[];
  readonly accounts: readonly ApiGatewayAccount[];
  readonly webAclAssociations: readonly WebAclAssociation[];
}

/** The parts of a source that has none, such as a document. */
export const NO_STACK_PARTS: StackParts = {
  userPools: [],
  roles: [],
  permissions: [],
  accounts: [],
  webAclAssociations: [],
};

/** A role with what it may do; who may take it is not asked locally. */
export interface Role {
  /** The logical id. */
  readonly id: string;
  readonly name?: Value<string>;
  readonly trust?: Document;
  readonly policies: readonly Document[];
  readonly managedPolicyArns: readonly Value<string>[];
}

/**
 * A statement of a function's own policy: who may invoke it.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export interface FunctionPermission {
  /** The logical id. */
  readonly id: string;
  readonly functionName: Value<string>;
  readonly principal: Value<string>;
  readonly action?: Value<string>;
  readonly sourceArn?: Value<string>;
  readonly sourceAccount?: Value<string>;
}

/** The settings of API Gateway for an account and Region: the role that stages write logs with. */
export interface ApiGatewayAccount {
  /** The logical id. */
  readonly id: string;
  readonly cloudWatchRoleArn?: Value<string>;
}

/** A web ACL in front of a resource, such as a stage. */
export interface WebAclAssociation {
  /** The logical id. */
  readonly id: string;
  readonly resourceArn: Value<string>;
}

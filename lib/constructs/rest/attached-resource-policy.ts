import { Lazy, Token } from 'aws-cdk-lib';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';
import { allowInvoke, denyInvokeUnlessFrom, vpcEndpointIds } from './resource-policy.js';

/**
 * The resource policy of one API or private domain name: a policy that it was given, which others may have too, and the
 * statements that are added to this one itself.
 */
export class AttachedResourcePolicy {
  private readonly own = new PolicyDocument();
  private readonly allowedVpcEndpoints: IVPCEndpointRef[] = [];

  /** The policy with the statements that have been added when it is resolved. */
  readonly token = Token.asString(Lazy.uncachedAny({ produce: () => this.document() }));

  /** @throws {SluiceError} `invalid-policy` for a policy that is no PolicyDocument, such as its JSON */
  constructor(
    scope: Construct,
    private readonly given?: PolicyDocument,
  ) {
    if (given !== undefined) checkPolicy(given, scope.node.path);
    scope.node.addValidation({
      validate: () => [given, this.own].flatMap((policy) => policy?.validateForResourcePolicy() ?? []),
    });
  }

  /** Whether the policy has no statement so far. */
  get isEmpty(): boolean {
    return this.own.isEmpty && (this.given?.isEmpty ?? true);
  }

  add(statement: PolicyStatement): void {
    this.own.addStatements(statement);
  }

  /** Allows every call that comes through one of these VPC endpoints or those of earlier calls, and denies all others. */
  allowFromVpcEndpointsOnly(endpoints: readonly IVPCEndpointRef[]): void {
    const { allowedVpcEndpoints: allowed } = this;
    if (allowed.length === 0) {
      this.add(allowInvoke());
      this.add(denyInvokeUnlessFrom(Lazy.uncachedList({ produce: () => [...new Set(vpcEndpointIds(allowed))] })));
    }
    allowed.push(...endpoints);
  }

  private document(): unknown {
    const { given, own } = this;
    if (given === undefined || given.isEmpty) return own;
    if (own.isEmpty) return given;
    const [first, second] = [given, own].map((policy) => policy.toJSON() as { readonly Statement: readonly object[] });
    return { ...first, Statement: [...(first?.Statement ?? []), ...(second?.Statement ?? [])] };
  }
}

function checkPolicy(given: unknown, path: string): void {
  if (isObject(given) && 'validateForResourcePolicy' in given) return;
  throw new SluiceError('invalid-policy', `The policy of ${path} is not a PolicyDocument`, {
    hint: 'Write new ResourcePolicy(), or PolicyDocument.fromJson(policy) for a policy in JSON',
  });
}

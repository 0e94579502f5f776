import { Token } from 'aws-cdk-lib';
import type { IVPCEndpointRef, IVPCRef } from 'aws-cdk-lib/aws-ec2';
import {
  AccountPrincipal,
  AnyPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  type IPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * Who may call an API, from where. Begin with those who may (`allow…`), then narrow where they call from (`only…`,
 * `except…`): a call that leaves any of these places out is denied, whatever an authorizer or an IAM policy says.
 *
 * @example
 * new RestApi(this, 'Pets', {
 *   policy: new ResourcePolicy().allowEveryone().onlyFromIpRanges(['203.0.113.0/24']),
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export class ResourcePolicy extends PolicyDocument {
  /** Allows every caller that the methods let in. */
  allowEveryone(): this {
    return this.allow();
  }

  /** Allows principals of other accounts, which sign their requests (`Authorizer.IAM`). */
  allowAccounts(accountIds: readonly string[]): this {
    return this.allow(
      {},
      accountIds.map((accountId) => new AccountPrincipal(accountId)),
    );
  }

  /** Allows principals of the accounts of organizations, which sign their requests (`Authorizer.IAM`). */
  allowOrganizations(organizationIds: readonly string[]): this {
    return this.allow({ StringEquals: { 'aws:PrincipalOrgID': organizationIds } });
  }

  /**
   * Denies calls from addresses outside of these ranges. Addresses of callers inside VPCs are another matter:
   * `onlyFromVpcIpRanges`.
   *
   * @param ranges IPv4 or IPv6, such as `203.0.113.0/24` or `2001:db8::/32`
   * @throws {SluiceError} `ip-range-invalid`
   */
  onlyFromIpRanges(ranges: readonly string[]): this {
    return this.deny({ NotIpAddress: { 'aws:SourceIp': ranges.map(checkRange) } });
  }

  /** Denies calls from addresses in these ranges. */
  exceptFromIpRanges(ranges: readonly string[]): this {
    return this.deny({ IpAddress: { 'aws:SourceIp': ranges.map(checkRange) } });
  }

  /** Denies calls to a private API from addresses outside of these ranges. */
  onlyFromVpcIpRanges(ranges: readonly string[]): this {
    return this.deny({ NotIpAddress: { 'aws:VpcSourceIp': ranges.map(checkRange) } });
  }

  /** Denies calls to a private API from outside of these VPCs. */
  onlyFromVpcs(vpcs: readonly IVPCRef[]): this {
    return this.deny({ StringNotEquals: { 'aws:SourceVpc': vpcs.map(({ vpcRef }) => vpcRef.vpcId) } });
  }

  /** Denies calls to a private API that do not come through one of these VPC endpoints. */
  onlyFromVpcEndpoints(endpoints: readonly IVPCEndpointRef[]): this {
    this.addStatements(denyInvokeUnlessFrom(vpcEndpointIds(endpoints)));
    return this;
  }

  private allow(conditions?: Conditions, principals?: readonly IPrincipal[]): this {
    this.addStatements(allowInvoke(conditions, principals));
    return this;
  }

  private deny(conditions: Conditions): this {
    this.addStatements(denyInvoke(conditions));
    return this;
  }
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Lets principals invoke every method of the API. */
export function allowInvoke(
  conditions: Conditions = {},
  principals: readonly IPrincipal[] = [new AnyPrincipal()],
): PolicyStatement {
  return new PolicyStatement({ ...INVOKE, effect: Effect.ALLOW, principals: [...principals], conditions });
}

/** Keeps everybody from invoking the API except through these VPC endpoints. */
export function denyInvokeUnlessFrom(endpointIds: readonly string[]): PolicyStatement {
  return denyInvoke({ StringNotEquals: { 'aws:SourceVpce': endpointIds } });
}

/** What conditions and endpoint configurations know VPC endpoints by. */
export function vpcEndpointIds(endpoints: readonly IVPCEndpointRef[]): readonly string[] {
  return endpoints.map(({ vpcEndpointRef }) => vpcEndpointRef.vpcEndpointId);
}

function denyInvoke(conditions: Conditions): PolicyStatement {
  return new PolicyStatement({ ...INVOKE, effect: Effect.DENY, principals: [new AnyPrincipal()], conditions });
}

const INVOKE = { actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] };

function checkRange(range: string): string {
  if (Token.isUnresolved(range) || /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*)(\/\d{1,3})?$/i.test(range))
    return range;
  throw new SluiceError('ip-range-invalid', `"${range}" is not an IP range`, {
    hint: 'Write an address or a range such as 203.0.113.0/24 or 2001:db8::/32',
  });
}

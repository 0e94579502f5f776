import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export interface UserPool {
  /** The logical id. */
  readonly id: string;
  /** By which authorizers name it. */
  readonly arn: Value<string>;
  readonly name?: Value<string>;
  readonly clients: readonly UserPoolClient[];
}

export interface UserPoolClient {
  /** The logical id. */
  readonly id: string;
  /** `ClientId`: the audience of its tokens. */
  readonly clientId: Value<string>;
  readonly name?: Value<string>;
  readonly scopes: readonly Value<string>[];
}

/**
 * The issuer of a user pool's tokens.
 *
 * Documented: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 *
 * @returns undefined for what is not the ARN of a user pool
 *
 * @example userPoolIssuer('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab1')
 * // 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1'
 */
export function userPoolIssuer(arn: string): string | undefined {
  const [, partition, region, poolId] = /^arn:([\w-]+):cognito-idp:([\w-]+):\d*:userpool\/(\S+)$/.exec(arn) ?? [];
  if (region === undefined || poolId === undefined) return undefined;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://cognito-idp.${region}.${suffix}/${poolId}`;
}

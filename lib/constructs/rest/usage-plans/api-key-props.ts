import type { SecretValue } from 'aws-cdk-lib';

/** The settings of an API key. */
export interface ApiKeyProps {
  /**
   * The key's name.
   *
   * @default - CloudFormation generates one
   */
  readonly apiKeyName?: string;

  /**
   * What the key is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The string that clients send, of 20 to 128 characters. A plain string is readable by everybody who may read the template; use a
   * `SecretValue` to keep it out.
   *
   * @default - API Gateway generates one
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html
   */
  readonly value?: string | SecretValue;

  /**
   * Whether clients can call with the key.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The customer of AWS Marketplace to whom the key belongs.
   *
   * @default - none
   */
  readonly customerId?: string;

  /**
   * Whether the id of the key differs from its value.
   *
   * @default - API Gateway's own
   */
  readonly generateDistinctId?: boolean;
}

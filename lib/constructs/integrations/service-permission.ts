import { Aws, Token } from 'aws-cdk-lib';
import { PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { parseArn } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Permissions of an integration's role. */
export interface ServicePermission {
  /** IAM actions: `dynamodb:GetItem`. */
  readonly actions: readonly string[];

  /** ARNs of the resources that the actions apply to. */
  readonly resources: readonly string[];

  /**
   * Conditions of the IAM statement.
   *
   * @default - none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Adds an integration's permissions to a role. The policy does not repeat equal statements. */
export function grantPermissions(role: IRole, permissions: readonly ServicePermission[]): void {
  for (const { actions, resources, conditions } of permissions) {
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...defined({ conditions: conditions && { ...conditions } }),
      }),
    );
  }
}

/**
 * Permissions for the key of an encrypted resource, which only the resource's service may use on the role's behalf.
 *
 * @param service the name of the service in its endpoint: `dynamodb`, `sqs`
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyPermissions(
  key: IKeyRef | undefined,
  service: string,
  actions: readonly `kms:${string}`[],
): readonly ServicePermission[] {
  if (key === undefined) return [];
  const viaService = `${service}.${regionOf(key, key.keyRef.keyArn)}.${Aws.URL_SUFFIX}`;
  return [{ actions, resources: [key.keyRef.keyArn], conditions: { StringEquals: { 'kms:ViaService': viaService } } }];
}

/** The key that a resource is encrypted with, where its construct knows one. */
export function encryptionKeyOf(resource: object): IKeyRef | undefined {
  const { encryptionKey, encryptionMasterKey, masterKey, kmsKey } = resource as Readonly<
    Record<string, IKeyRef | undefined>
  >;
  return encryptionKey ?? encryptionMasterKey ?? masterKey ?? kmsKey;
}

/** A resource's Region where its ARN or its construct knows one, as for a resource of another Region; else the API's. */
export function regionOf(resource: { readonly env: { readonly region: string } }, arn: string): string {
  const known = Token.isUnresolved(arn) ? resource.env.region : parseArn(arn)?.region;
  return known === undefined || known === '' || Token.isUnresolved(known) ? Aws.REGION : known;
}

/** A resource's account, in the same way. */
export function accountOf(resource: { readonly env: { readonly account: string } }, arn: string): string {
  const known = Token.isUnresolved(arn) ? resource.env.account : parseArn(arn)?.account;
  return known === undefined || known === '' || Token.isUnresolved(known) ? Aws.ACCOUNT_ID : known;
}

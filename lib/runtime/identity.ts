/** A caller whom IAM knows, with the key that it signs with. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials: what `X-Amz-Security-Token` has to be. */
  readonly sessionToken?: string;
  /** When temporary credentials end, in milliseconds since 1970. */
  readonly expiresAtMs?: number;
  /** Of a user, of the session of a role, or of an account's root. */
  readonly arn: string;
  /** 12 digits. */
  readonly accountId: string;
  /** `aws:userid`: AWS's identifier of the user, or the role's with the session's name. */
  readonly userId: string;
  /** Documents of the policies that are attached to it. */
  readonly policies: readonly unknown[];
}

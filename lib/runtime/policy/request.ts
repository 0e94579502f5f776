/** Who calls, once it is known. */
export interface Principal {
  /**
   * `arn:aws:iam::123456789012:user/ana`, `…:root`, or the session of a role
   * (`arn:aws:sts::123456789012:assumed-role/Reader/session`).
   */
  readonly arn: string;
  readonly accountId: string;
  /** The provider that vouched for the session, as policies name it under `Federated`. */
  readonly federatedBy?: string;
}

/** The values of a request by condition key in lower case (`aws:sourceip`); a key that the request has not is absent. */
export interface ConditionValues {
  get(key: string): readonly string[] | undefined;
}

/** What a policy decides about. */
export interface AccessRequest {
  /** `execute-api:Invoke`. */
  readonly action: string;
  /** An ARN. */
  readonly resource: string;
  /** Absent: anonymous. */
  readonly principal?: Principal;
  readonly conditions: ConditionValues;
}

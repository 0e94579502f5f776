/**
 * Something that a definition asks for and that is not imitated yet. A route that needs it for access or for a correct
 * answer is refused, never served as if it had not been asked for.
 */
export interface NotSimulated {
  readonly feature: NotSimulatedFeature;
  /** What the definition says, for people. */
  readonly detail: string;
  /** Whether `--lenient` may serve the route without it. */
  readonly optional: boolean;
  /** What to do about it where that can be said more exactly than by the feature. */
  readonly remedy?: string;
}

/** What to do about a refusal: the member `remedy` of the response. */
export function remedyOf({ feature, remedy }: NotSimulated): string {
  return remedy ?? REMEDY[feature];
}

/** The same by the feature that is not simulated. */
export const REMEDY = {
  authorizer: 'serve the route to anyone: --lenient=authorizer',
  'iam-authorization': 'serve the route to anyone: --lenient=iam-authorization',
  cors: 'serve the API without CORS: --lenient=cors',
  'resource-policy': 'serve the API to anyone: --lenient=resource-policy',
  'api-key': 'serve the route without a key: --lenient=api-key',
  throttle: 'serve the route without a limit: --lenient=throttle',
  validator: 'serve the route without validation: --lenient=validator',
  mapping: 'correct the mapping',
  template: 'correct the template',
  'vpc-link': 'give the address: --vpc-link',
  'aws-service': 'give an endpoint: --aws-endpoint',
  'aws-action': 'call the service by the path of its API instead of an action',
  'integration-uri': 'correct the URI of the integration',
  'lambda-function': 'give the code: --lambda',
  'unresolved-value': 'give the value: --template-parameter, or sluice.json',
  'response-transfer-mode': 'correct responseTransferMode, or the URI',
  'integration-missing': 'give the method an integration; a document is also served with --mock or --backend=http://…',
} as const;

export type NotSimulatedFeature = keyof typeof REMEDY;

/** Which features `--lenient` serves without enforcing them. */
export type Lenience = 'all' | ReadonlySet<string>;

export const STRICT: Lenience = new Set();

/** What a route asks for and is not imitated. */
export interface RouteFindings {
  /** Why the route is refused; empty for a route that is served. */
  readonly refusals: readonly NotSimulated[];
  /** What is served although it is not enforced, by the operator's wish. */
  readonly unenforced: readonly NotSimulated[];
}

/** Divides findings into those that refuse a route and those that the operator serves it without. */
export function divideFindings(findings: readonly NotSimulated[], lenience: Lenience): RouteFindings {
  return {
    refusals: findings.filter((finding) => !isServedLeniently(finding, lenience)),
    unenforced: findings.filter((finding) => isServedLeniently(finding, lenience)),
  };
}

export function isServedLeniently(finding: NotSimulated, lenience: Lenience): boolean {
  return finding.optional && (lenience === 'all' || lenience.has(finding.feature));
}

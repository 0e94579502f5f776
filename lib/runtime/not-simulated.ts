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
}

export type NotSimulatedFeature =
  | 'authorizer'
  | 'iam-authorization'
  | 'api-key'
  | 'resource-policy'
  | 'throttle'
  | 'usage-plan'
  | 'validator'
  | 'mapping'
  | 'template'
  | 'mutual-tls'
  | 'vpc-endpoint'
  | 'vpc-link'
  | 'aws-service'
  | 'lambda-function'
  | 'unresolved-value'
  | 'integration-missing';

/** Which features `--lenient` serves without enforcing them. */
export type Lenience = 'all' | ReadonlySet<string>;

export const STRICT: Lenience = new Set();

export function isServedLeniently(finding: NotSimulated, lenience: Lenience): boolean {
  return finding.optional && (lenience === 'all' || lenience.has(finding.feature));
}

/** The answer of a refused route: 501 with a body that names the feature and where its simulation is planned. */
export class NotSimulatedFault extends Error {
  override readonly name = 'NotSimulatedFault';

  constructor(readonly finding: NotSimulated) {
    super(`Not simulated yet: ${finding.detail}`);
  }
}

/** What a refused answer says under `issue`: the part of the project that the feature waits for. */
export const OPEN_PART: Readonly<Record<NotSimulatedFeature, string>> = {
  authorizer: 'authorization',
  'iam-authorization': 'authorization',
  'api-key': 'api keys and usage plans',
  'resource-policy': 'authorization',
  throttle: 'throttling',
  'usage-plan': 'api keys and usage plans',
  validator: 'request validation',
  mapping: 'the data path',
  template: 'the data path',
  'mutual-tls': 'custom domains',
  'vpc-endpoint': 'private APIs',
  'vpc-link': 'give the address with --vpc-link',
  'aws-service': 'give an endpoint with --aws-endpoint',
  'lambda-function': 'give the code with --lambda',
  'unresolved-value': 'give the value with --template-parameter or in sluice.json',
  'integration-missing': 'a method without integration cannot be deployed',
};

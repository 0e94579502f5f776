import type { Dictionary } from './dictionary.js';
import { type SamValue } from './dictionary.js';
import type { GeneratedResource } from './generated-resource.js';
import { digestOf } from './logical-id.js';
import { printPythonDefinition, printPythonJson, printPythonVersion } from './print-python.js';
import { isTruthy } from './sam-value.js';
import { textOf } from './text.js';

const SEPARATOR = '||';
const DIGITS = 10;

/** What else than its definition makes a new deployment of an API. */
export interface DeploymentInputs {
  /** The body, or where it lies in S3. */
  readonly definition: Dictionary;
  readonly openApiVersion?: SamValue | undefined;
  readonly domain?: SamValue | undefined;
  /** The names of the functions behind it, one after the other. */
  readonly functionNames?: string | undefined;
}

/**
 * Gives a deployment a logical id that changes whenever something changes that only a new deployment brings to the stage.
 *
 * Observed: aws/serverless-application-model at 7000d0a, deployment ids of its expected outputs.
 * Assumed: `AlwaysDeploy` hashes as an API without it, where the translator hashes the time: a translation is the same
 * whenever it is made.
 */
export function identifyDeployment(deployment: GeneratedResource, inputs: DeploymentInputs): void {
  if (inputs.definition.size === 0) return;
  const parts = [printPythonDefinition(inputs.definition)];
  if (isTruthy(inputs.openApiVersion))
    parts.push(textOf(inputs.openApiVersion) ?? printPythonVersion(inputs.openApiVersion));
  if (isTruthy(inputs.domain)) parts.push(printPythonJson(inputs.domain, 'spaced'));
  if (inputs.functionNames !== undefined && inputs.functionNames !== '') parts.push(inputs.functionNames);
  const digest = digestOf(parts.join(SEPARATOR));
  deployment.logicalId = deployment.id + digest.slice(0, DIGITS);
  deployment.set('Description', `RestApi deployment id: ${digest}`);
}

import { authorizers } from './authorizers.js';
import type { CheckedImport, ImportCheck } from './check.js';
import { integrationResponses } from './integration-responses.js';
import { integrations } from './integrations.js';
import { methods } from './methods.js';
import { models } from './models.js';
import { resources } from './resources.js';

/** In the order in which API Gateway makes the parts of an API. */
const CHECKS: readonly ImportCheck[] = [models, authorizers, resources, methods, integrations, integrationResponses];

/** Why API Gateway refuses a document. */
export function findErrors(checked: CheckedImport): readonly string[] {
  return CHECKS.flatMap((check) => check(checked));
}

import type { ApiResource } from './resources.js';

/**
 * The name that methods and routes know an authorizer, a model or a validator by. CloudFormation makes one up where a
 * template gives none; the logical id stands for it.
 */
export function nameOf(resource: ApiResource): string {
  return resource.properties.text('Name') ?? resource.id;
}

import { HTTP, MANAGED, REST } from './definition/api-kind.js';
import { samResources } from './resources/sam-resource.js';
import type { Translation } from './translation.js';
import { isTruthy } from './values/sam-value.js';

/** Gives each API without a definition an empty one, to which the functions' events add their methods. */
export function addDefaultDefinitions(translation: Translation): void {
  for (const { type, resource, properties } of samResources(translation.resources)) {
    const kind = [REST, HTTP].find((one) => one.type === type);
    if (kind === undefined) continue;
    if (isTruthy(properties.get('DefinitionBody')) || isTruthy(properties.get('DefinitionUri'))) continue;
    resource.set('Properties', properties.set('DefinitionBody', kind.emptyDefinition()).set(MANAGED, true));
  }
}

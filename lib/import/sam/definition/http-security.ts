import { alternatives } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, isTruthy, type SamValue } from '../values/sam-value.js';
import { INTEGRATION, normalizeMethod, pathItems, type DefinitionDraft } from './definition-draft.js';

/** Makes every route of a path ask for the default authorizer, unless it has security of its own. */
export function setDefaultRouteAuthorizer(
  draft: DefinitionDraft,
  path: string,
  authorizer: string,
  scopes: SamValue,
): void {
  for (const item of pathItems(draft, path))
    for (const [method, value] of item) {
      const name = normalizeMethod(method);
      if (name === 'parameters' || name === 'options') continue;
      for (const definition of alternatives(value)) {
        if (!(definition instanceof SamMap))
          throw new InvalidDefinition(`Cannot secure ${name} ${path}: its definition is no map`, 'DefinitionBody');
        if (!isTruthy(definition.get(INTEGRATION)) || isTruthy(definition.get('security'))) continue;
        definition.set('security', [new SamMap().set(authorizer, scopes)]);
      }
    }
}

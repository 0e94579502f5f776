import { alternatives } from './intrinsics.js';
import { INTEGRATION, normalizeMethod, pathItems, type DefinitionDraft } from './definition-draft.js';
import { Dictionary, type SamValue } from './dictionary.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';
import { charactersOf, type Text } from './text.js';

/** Makes every route of a path ask for the default authorizer, unless it has security of its own. */
export function setDefaultRouteAuthorizer(
  draft: DefinitionDraft,
  path: Text,
  authorizer: Text,
  scopes: SamValue,
): void {
  for (const item of pathItems(draft, path))
    for (const [method, value] of item.entries()) {
      const name = charactersOf(normalizeMethod(method));
      if (name === 'parameters' || name === 'options') continue;
      for (const definition of alternatives(value)) {
        if (!(definition instanceof Dictionary))
          throw new InvalidDefinition(
            `Cannot secure ${name} ${charactersOf(path)}: its definition is no map`,
            'DefinitionBody',
          );
        if (!isTruthy(definition.get(INTEGRATION)) || isTruthy(definition.get('security'))) continue;
        definition.set('security', [new Dictionary('insertion').set(authorizer, scopes)]);
      }
    }
}

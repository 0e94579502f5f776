import { reference, type Document, type Value } from '../../model/index.js';
import type { DefinitionPiece } from './definition-piece.js';
import { targetKey } from './definition-reference.js';
import { logicalId } from './logical-id.js';
import type { TemplateScope } from './template-scope.js';

/** A definition in a template. */
export interface WrittenDefinition {
  /** Of the API itself. */
  readonly properties: Readonly<Record<string, Document>>;
  /** Resources beside the API, which a deployment waits for. */
  readonly resources?: Readonly<Record<string, Document>> | undefined;
}

/**
 * Names the resources of a definition and renders them with references to each other.
 *
 * @param references to what is there already, by `targetKey`
 */
export function renderDefinition(
  pieces: readonly DefinitionPiece[],
  api: { readonly id: string; readonly property: 'RestApiId' | 'ApiId' },
  scope: TemplateScope,
  references: readonly (readonly [string, Value<string>])[] = [],
): Readonly<Record<string, Document>> {
  const known = new Map([[targetKey({ kind: 'api' }), reference(api.id)], ...references]);
  const named = new Map<string, string>();
  const resources: Record<string, Document> = {};
  for (const { type, ids, target, dependsOn = [], render } of pieces) {
    const id = scope.claim(api.id + logicalId(...ids));
    const waitsFor = dependsOn.flatMap((to) => named.get(targetKey(to)) ?? []);
    resources[id] = {
      Type: type,
      ...(waitsFor.length > 0 && { DependsOn: waitsFor }),
      Properties: { [api.property]: reference(api.id), ...render((to) => known.get(targetKey(to))) },
    };
    if (target === undefined) continue;
    known.set(targetKey(target), reference(id));
    named.set(targetKey(target), id);
  }
  return resources;
}

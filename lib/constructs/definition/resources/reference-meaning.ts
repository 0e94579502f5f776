import { isDeployTime, isDocumentObject, reference, type Document, type ValuePart } from '../../../model/index.js';
import { isList } from '../../../support/is-list.js';
import { targetKey, type DefinitionPiece, type DefinitionTarget } from '../../../synth/cloudformation/index.js';
import { definitionKey } from './resource-form.js';

/**
 * The properties of each resource of a definition, with references by what they mean: which stack holds a resource, and
 * under which logical id, does not count.
 */
export function renderByMeaning(resources: readonly DefinitionPiece[]): Readonly<Record<string, Document>> {
  return Object.fromEntries(
    resources.map((resource) => [definitionKey(resource), resource.render((target) => reference(targetKey(target)))]),
  );
}

/** A document with its references to resources of the definition by what they mean, as `renderByMeaning` writes them. */
export function byMeaning(document: Document, meanings: ReadonlyMap<string, DefinitionTarget>): Document {
  if (isDeployTime(document)) {
    return { kind: 'deploy-time', parts: document.parts.map((part) => meaningOf(part, meanings)) };
  }
  if (isList(document)) return document.map((item) => byMeaning(item, meanings));
  if (!isDocumentObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, member]) => [key, byMeaning(member, meanings)]));
}

function meaningOf(part: ValuePart, meanings: ReadonlyMap<string, DefinitionTarget>): ValuePart {
  if (typeof part === 'string') return part;
  if (part.kind === 'intrinsic') return { ...part, argument: byMeaning(part.argument, meanings) };
  const meaning = meanings.get(part.logicalId);
  if (meaning === undefined) return part;
  const isRoot = meaning.kind === 'api' && part.attribute === 'RootResourceId';
  return { kind: 'reference', logicalId: targetKey(isRoot ? { kind: 'resource', path: '/' } : meaning) };
}

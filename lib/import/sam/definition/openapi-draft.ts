import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, copyOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { isDefinition, type DefinitionDraft } from './definition-draft.js';

/** An HTTP API's definition while it changes; its sections are put back when it is finished. */
export interface OpenApiDraft extends DefinitionDraft {
  readonly securitySchemes: SamMap;
  readonly tags: SamValue[];
  readonly info: SamMap;
}

/** The definition of an HTTP API that has none yet. */
export function emptyOpenApi(): SamMap {
  return mapOf({
    openapi: '3.0.1',
    info: mapOf({ version: '1.0', title: ref('AWS::StackName') }),
    paths: new SamMap(),
  });
}

export function isOpenApi(value: SamValue | undefined): value is SamMap {
  return isDefinition(value, ['openapi']);
}

/** Starts to change a definition; the given one stays as it is. */
export function draftOpenApi(definition: SamValue | undefined): OpenApiDraft {
  if (!isOpenApi(definition))
    throw new InvalidDefinition('Cannot add to the definition: it has no paths or is no OpenAPI 3', 'DefinitionBody');
  const document = copyOf(definition);
  return {
    document,
    paths: document.getMap('paths') ?? new SamMap(),
    securitySchemes: document.getMap('components')?.getMap('securitySchemes') ?? new SamMap(),
    tags: tagsOf(document),
    info: document.getMap('info') ?? new SamMap(),
  };
}

/** The changed definition. */
export function finishOpenApi(draft: OpenApiDraft): SamMap {
  const { document } = draft;
  if (draft.tags.length > 0) document.set('tags', draft.tags);
  if (draft.securitySchemes.size > 0) {
    if (!isTruthy(document.get('components'))) document.set('components', new SamMap());
    document.getMap('components')?.set('securitySchemes', draft.securitySchemes);
  }
  if (draft.info.size > 0) document.set('info', draft.info);
  return copyOf(document);
}

function tagsOf(document: SamMap): SamValue[] {
  const tags = document.get('tags');
  if (!isTruthy(tags)) return [];
  if (Array.isArray(tags)) return tags;
  throw new InvalidDefinition('Cannot add tags to the definition: its tags are no list', 'DefinitionBody');
}

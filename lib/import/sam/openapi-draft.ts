import { isDefinition, type DefinitionDraft } from './definition-draft.js';
import { Dictionary, type SamValue } from './dictionary.js';
import { ref } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';

/** An HTTP API's definition while it changes; its sections are put back when it is finished. */
export interface OpenApiDraft extends DefinitionDraft {
  readonly securitySchemes: Dictionary;
  readonly tags: SamValue[];
  readonly info: Dictionary;
}

/** The definition of an HTTP API that has none yet. */
export function emptyOpenApi(): Dictionary {
  return Dictionary.definition([
    ['openapi', '3.0.1'],
    [
      'info',
      Dictionary.definition([
        ['version', '1.0'],
        ['title', ref('AWS::StackName')],
      ]),
    ],
    ['paths', Dictionary.definition()],
  ]);
}

export function isOpenApi(value: SamValue | undefined): value is Dictionary {
  return isDefinition(value, ['openapi']);
}

/** Starts to change a definition; the given one stays as it is. */
export function draftOpenApi(definition: SamValue | undefined): OpenApiDraft {
  if (!isOpenApi(definition))
    throw new InvalidDefinition('Cannot add to the definition: it has no paths or is no OpenAPI 3', 'DefinitionBody');
  const document = definition.deepCopy();
  return {
    document,
    paths: document.dictionary('paths') ?? Dictionary.definition(),
    securitySchemes: document.dictionary('components')?.dictionary('securitySchemes') ?? Dictionary.definition(),
    tags: tagsOf(document),
    info: document.dictionary('info') ?? Dictionary.definition(),
  };
}

/** The changed definition. */
export function finishOpenApi(draft: OpenApiDraft): Dictionary {
  const { document } = draft;
  if (draft.tags.length > 0) document.set('tags', draft.tags);
  if (draft.securitySchemes.size > 0) {
    if (!isTruthy(document.get('components'))) document.set('components', Dictionary.definition());
    document.dictionary('components')?.set('securitySchemes', draft.securitySchemes);
  }
  if (draft.info.size > 0) document.set('info', draft.info);
  return document.deepCopy();
}

function tagsOf(document: Dictionary): SamValue[] {
  const tags = document.get('tags');
  if (!isTruthy(tags)) return [];
  if (Array.isArray(tags)) return tags;
  throw new InvalidDefinition('Cannot add tags to the definition: its tags are no list', 'DefinitionBody');
}

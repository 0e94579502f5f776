import { resolve } from 'node:path';
import type { Json, Place } from '../../model/index.js';
import type { ParsedText, TextPath } from '../text/index.js';
import { elementInDocument } from './document-paths.js';
import { refinePath } from './property-path.js';
import { suppressesFindings } from './suppressions.js';
import { indexTemplate } from './template-paths.js';

/** A text that a source was read from. */
export interface DefinitionText {
  /** The absolute path. */
  readonly path: string;
  /** As places of findings name it. */
  readonly file: string;
  readonly kind: 'template' | 'document';
  readonly value: Json;
  readonly locate: ParsedText['locate'];
}

/**
 * Finds what places of findings are about in a text, as closely as their words tell.
 *
 * @returns undefined for what is not in the text; the empty path is the text as a whole
 */
export function placeFinder({ kind, file, value }: DefinitionText): (place: Place) => TextPath | undefined {
  if (kind === 'document') {
    return ({ element, property, file: named = file }) =>
      named === file ? refinePath(value, elementInDocument(value, element), property) : undefined;
  }
  const find = indexTemplate(value);
  return (place) => {
    const path = find(place);
    return path && refinePath(value, path, place.property);
  };
}

/** A parsed text as one of a source; `file` is relative to the folder. */
export function definitionText(
  kind: DefinitionText['kind'],
  file: string,
  folder: string,
  { value, locate }: ParsedText,
): DefinitionText {
  return { path: resolve(folder, file), file, kind, value, locate };
}

/** The texts that a source keeps: large ones only where somebody asks for their lines. */
export function keptTexts(
  texts: readonly DefinitionText[],
  { keepTexts = false }: { readonly keepTexts?: boolean },
): readonly DefinitionText[] {
  return keepTexts ? texts : texts.filter(suppressesFindings);
}

import type { DocumentObject } from '../../model/index.js';
import type { DefinitionTarget, Refer } from './definition-reference.js';

/** A resource of a template that is a piece of an API's definition, of an API of any kind. */
export interface DefinitionPiece {
  readonly type: string;
  /** Names from the API down, unique among the definition: `['Routes', 'GET /pets']`. */
  readonly ids: readonly string[];
  /** What other resources refer to it as, if any does. */
  readonly target?: DefinitionTarget;
  /** Earlier pieces that it names without a reference, so its resource waits for theirs. */
  readonly dependsOn?: readonly DefinitionTarget[];
  /** The properties beside the API's id. */
  readonly render: (refer: Refer) => DocumentObject;
}

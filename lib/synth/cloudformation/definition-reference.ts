import type { Value } from '../../model/index.js';

/** Something that resources of a definition refer to. */
export type DefinitionTarget =
  | { readonly kind: 'api' }
  /** The resource of a path, the root's too. */
  | { readonly kind: 'resource'; readonly path: string }
  | { readonly kind: 'authorizer' | 'integration' | 'model' | 'request-validator' | 'route'; readonly name: string };

/** Gives the value by which a template refers to something; undefined where it has no such thing. */
export type Refer = (target: DefinitionTarget) => Value<string> | undefined;

/** A key for maps. */
export function targetKey(target: DefinitionTarget): string {
  switch (target.kind) {
    case 'api':
      return 'api';
    case 'resource':
      return `resource ${target.path}`;
    case 'authorizer':
    case 'integration':
    case 'model':
    case 'request-validator':
    case 'route':
      return `${target.kind} ${target.name}`;
  }
}

/** The reference, or the name itself: API Gateway has models of its own (`Empty`, `Error`). */
export function referByName(
  refer: Refer,
  kind: 'authorizer' | 'integration' | 'model' | 'request-validator' | 'route',
  name: string,
): Value<string> {
  return refer({ kind, name }) ?? name;
}

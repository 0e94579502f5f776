import type { IConstruct } from 'constructs';

/** The path that a construct will have, for messages before it is made. */
export function placeBelow(scope: IConstruct, id: string): string {
  return [...scope.node.scopes.map(({ node }) => node.id), id].filter(Boolean).join('/');
}

import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The ids of a construct and the constructs around it, below its stack or another stack around it, outermost first. */
export function idsBelowStack(construct: IConstruct, stack = Stack.of(construct)): readonly string[] {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(stack) + 1).map(({ node }) => node.id);
}

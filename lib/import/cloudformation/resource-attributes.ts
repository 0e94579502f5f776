import type { JsonObject } from '../../model/index.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'Type',
  'Properties',
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Fn::Transform',
  'Metadata',
  'UpdatePolicy',
  'UpdateReplacePolicy',
]);

/** The members of a resource that stand beside its properties and are no attributes: CloudFormation refuses them. */
export function strayMembers(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !ATTRIBUTES.has(name)));
}

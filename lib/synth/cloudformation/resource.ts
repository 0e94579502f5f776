import type { DocumentObject } from '../../model/index.js';
import type { Refer } from './definition-reference.js';
import type { ResourceNode } from './resource-tree.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
export function renderResource({ path, pathPart }: ResourceNode, refer: Refer): DocumentObject {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return { ParentId: refer({ kind: 'resource', path: parent }) ?? parent, PathPart: pathPart };
}

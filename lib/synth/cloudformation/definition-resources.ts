import { documentationParts, type RestApi } from '../../model/index.js';
import { renderAuthorizer } from './authorizer.js';
import type { DefinitionPiece } from './definition-piece.js';
import { documentationPartName, renderDocumentationPart } from './documentation-part.js';
import { renderGatewayResponse } from './gateway-response.js';
import { renderMethod } from './method.js';
import { renderRequestValidator } from './request-validator.js';
import { renderResource } from './resource.js';
import { resourceTree, type ResourceNode } from './resource-tree.js';
import { inOrderOfReference, renderSchemaModel } from './schema-model.js';

/** A resource of a template that is a piece of an API's definition. */
export interface DefinitionResource extends DefinitionPiece {
  readonly type: `AWS::ApiGateway::${'Authorizer' | 'DocumentationPart' | 'GatewayResponse' | 'Method' | 'Model' | 'RequestValidator' | 'Resource'}`;
  /** The path, of a resource or a method. */
  readonly path?: string;
}

/**
 * The definition of an API as resources of its own, in an order in which each refers to earlier ones only.
 *
 * Models that name each other are the exception: a name that comes later is written as it is.
 */
export function definitionResources(api: RestApi): readonly DefinitionResource[] {
  return [
    ...inOrderOfReference(api.models ?? []).map((model): DefinitionResource => ({
      type: 'AWS::ApiGateway::Model',
      ids: ['Models', model.name],
      target: { kind: 'model', name: model.name },
      render: (refer) => renderSchemaModel(model, refer),
    })),
    ...(api.requestValidators ?? []).map((validator): DefinitionResource => ({
      type: 'AWS::ApiGateway::RequestValidator',
      ids: ['RequestValidators', validator.name],
      target: { kind: 'request-validator', name: validator.name },
      render: () => renderRequestValidator(validator),
    })),
    ...(api.authorizers ?? []).map((authorizer): DefinitionResource => ({
      type: 'AWS::ApiGateway::Authorizer',
      ids: ['Authorizers', authorizer.name],
      target: { kind: 'authorizer', name: authorizer.name },
      render: () => renderAuthorizer(authorizer),
    })),
    ...(api.gatewayResponses ?? []).map((response): DefinitionResource => ({
      type: 'AWS::ApiGateway::GatewayResponse',
      ids: ['GatewayResponses', response.responseType],
      render: () => renderGatewayResponse(response),
    })),
    ...documentationParts(api).map((part): DefinitionResource => ({
      type: 'AWS::ApiGateway::DocumentationPart',
      ids: ['DocumentationParts', documentationPartName(part)],
      render: () => renderDocumentationPart(part),
    })),
    ...treeResources(resourceTree(api.resources), ['Resources']),
  ];
}

function treeResources(node: ResourceNode, ids: readonly string[]): readonly DefinitionResource[] {
  const { path } = node;
  const own: readonly DefinitionResource[] =
    path === '/'
      ? []
      : [
          {
            type: 'AWS::ApiGateway::Resource',
            ids,
            path,
            target: { kind: 'resource', path },
            render: (refer) => renderResource(node, refer),
          },
        ];
  const methods = node.methods.map((method): DefinitionResource => ({
    type: 'AWS::ApiGateway::Method',
    ids: [...ids, method.httpMethod],
    path,
    render: (refer) => ({
      ResourceId: refer({ kind: 'resource', path }) ?? path,
      ...renderMethod(method, path, refer),
    }),
  }));
  return [...own, ...methods, ...node.children.flatMap((child) => treeResources(child, [...ids, child.id]))];
}

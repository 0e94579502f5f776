import type { VpcLink } from '../../model/index.js';
import type { ApiResource, ReadContext } from './resources.js';

/** VPC links of both generations; those of the second reach what is in their subnets and name no target. */
export function readVpcLinks({ resources }: ReadContext): readonly VpcLink[] {
  return [...resources.ofType('AWS::ApiGateway::VpcLink'), ...resources.ofType('AWS::ApiGatewayV2::VpcLink')].map(
    readVpcLink,
  );
}

function readVpcLink({ id, properties }: ApiResource): VpcLink {
  const description = properties.value('Description');
  return {
    id,
    name: properties.value('Name') ?? id,
    ...(description !== undefined && { description }),
    targetArns: properties.texts('TargetArns') ?? [],
  };
}

import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { HttpApi } from '../../../model/index.js';
import type { HttpDefinitionResource } from '../../../synth/cloudformation/index.js';
import { ResourceNodes, scopeAt } from '../../definition/resources/resource-nodes.js';
import { HTTP_RESOURCES } from './http-resources.js';

/** The resources of an HTTP API's definition: `Definition/Routes/GET /pets`. */
export class HttpDefinitionNodes extends ResourceNodes<HttpApi, HttpDefinitionResource> {
  constructor(scope: Construct, id: string, api: CfnApi) {
    super(scope, id, HTTP_RESOURCES, api);
  }

  protected override placeOf({ ids }: HttpDefinitionResource): readonly [Construct, string] {
    return [scopeAt(this, ids.slice(0, -1)), ids.at(-1) ?? ''];
  }
}

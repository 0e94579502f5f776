import { CfnAuthorizer, CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpApi } from '../../../model/index.js';
import {
  httpDefinitionResources,
  renderHttpApiWithoutBody,
  splitHttpApiResources,
  type HttpDefinitionResource,
} from '../../../synth/cloudformation/index.js';
import type { ResourceForm } from '../../definition/resources/resource-form.js';

/** The definition of an HTTP API as resources of its own. */
export const HTTP_RESOURCES: ResourceForm<HttpApi, HttpDefinitionResource> = {
  apiProperty: 'ApiId',
  split: splitHttpApiResources,
  renderApi: renderHttpApiWithoutBody,
  resources: httpDefinitionResources,
  classes: {
    'AWS::ApiGatewayV2::Authorizer': CfnAuthorizer,
    'AWS::ApiGatewayV2::Integration': CfnIntegration,
    'AWS::ApiGatewayV2::Route': CfnRoute,
  },
};

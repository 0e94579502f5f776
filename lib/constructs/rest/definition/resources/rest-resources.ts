import {
  CfnAuthorizer,
  CfnDocumentationPart,
  CfnGatewayResponse,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource as CfnApiResource,
} from 'aws-cdk-lib/aws-apigateway';
import type { RestApi } from '../../../../model/index.js';
import {
  definitionResources,
  renderRestApiWithoutBody,
  splitResources,
  type DefinitionResource,
} from '../../../../synth/cloudformation/index.js';
import type { ResourceForm } from '../../../definition/resources/resource-form.js';

/** The definition of a REST API as resources of its own. */
export const REST_RESOURCES: ResourceForm<RestApi, DefinitionResource> = {
  apiProperty: 'RestApiId',
  split: splitResources,
  renderApi: renderRestApiWithoutBody,
  resources: definitionResources,
  classes: {
    'AWS::ApiGateway::Authorizer': CfnAuthorizer,
    'AWS::ApiGateway::DocumentationPart': CfnDocumentationPart,
    'AWS::ApiGateway::GatewayResponse': CfnGatewayResponse,
    'AWS::ApiGateway::Method': CfnMethod,
    'AWS::ApiGateway::Model': CfnModel,
    'AWS::ApiGateway::RequestValidator': CfnRequestValidator,
    'AWS::ApiGateway::Resource': CfnApiResource,
  },
};

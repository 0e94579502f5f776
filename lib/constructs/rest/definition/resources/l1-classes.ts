import type { CfnResource } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CfnDocumentationPart,
  CfnGatewayResponse,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource as CfnApiResource,
} from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { DefinitionResource } from '../../../../synth/cloudformation/index.js';

type L1Class = new (scope: Construct, id: string, props: never) => CfnResource;

/** The classes of aws-cdk-lib for the resources of a definition, which aspects and tools of others know. */
export const L1_CLASSES: Readonly<Record<DefinitionResource['type'], L1Class>> = {
  'AWS::ApiGateway::Authorizer': CfnAuthorizer,
  'AWS::ApiGateway::DocumentationPart': CfnDocumentationPart,
  'AWS::ApiGateway::GatewayResponse': CfnGatewayResponse,
  'AWS::ApiGateway::Method': CfnMethod,
  'AWS::ApiGateway::Model': CfnModel,
  'AWS::ApiGateway::RequestValidator': CfnRequestValidator,
  'AWS::ApiGateway::Resource': CfnApiResource,
};

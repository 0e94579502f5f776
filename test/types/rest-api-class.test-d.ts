/** Checked by the compiler alone: constructs that take aws-apigateway's class or interface take `asRestApi()`. */
import { RestApiOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ApiGateway } from 'aws-cdk-lib/aws-events-targets';
import type { Stack } from 'aws-cdk-lib';
import { BasePathMapping, Deployment, type IDomainName } from 'aws-cdk-lib/aws-apigateway';
import type { RestApi } from '../../lib/index.js';
import { type IRestApi } from '../../lib/index.js';

declare const stack: Stack;
declare const api: RestApi;
declare const imported: IRestApi;
declare const domainName: IDomainName;

new RestApiOrigin(api.asRestApi());
new ApiGateway(imported.asRestApi());
new Deployment(stack, 'Deployment', { api: api.asRestApi() });
new BasePathMapping(stack, 'Mapping', { domainName, restApi: api });

// @ts-expect-error -- it takes the class
new RestApiOrigin(api);
// @ts-expect-error -- it takes the class
new ApiGateway(imported);
// @ts-expect-error -- it takes aws-apigateway's interface, which has a deployment stage and a root resource
new Deployment(stack, 'Deployment', { api });

import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService, IpAddresses, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { context, input, MappingTemplate, MockIntegration, ResourcePolicy, RestApi } from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Payroll');

const addresses = '10.0.0.0/16';
const vpc = new Vpc(stack, 'Vpc', {
  ipAddresses: IpAddresses.cidr(addresses),
  maxAzs: 2,
  subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }],
});
// With private DNS, calls from the VPC to public APIs of API Gateway would also go through this endpoint, and fail.
const endpoint = vpc.addInterfaceEndpoint('ApiEndpoint', {
  service: InterfaceVpcEndpointAwsService.APIGATEWAY,
  privateDnsEnabled: false,
});

export const api = new RestApi(stack, 'PayrollApi', {
  vpcEndpoints: [endpoint],
  policy: new ResourcePolicy().onlyFromVpcIpRanges([addresses]),
});
api.grantInvokeFromVpcEndpointsOnly([endpoint]);
const payslips = MappingTemplate.json({
  employee: input.pathParameter('employeeId'),
  calledThrough: context('identity.vpceId'),
  payslips: [{ month: '2026-10', net: 3150 }],
});
api.get(
  '/employees/{employeeId}/payslips',
  new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': payslips } }] }),
);

const prod = api.addStage('prod');
new CfnOutput(stack, 'UrlInVpc', { value: prod.urlForVpcEndpoint(endpoint) });

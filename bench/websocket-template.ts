import { echoFunction, ECHO_URI } from './documents.js';

/** The CloudFormation template of a WebSocket API with two-way routes of the function `echo`; `echo` is the measured one. */
export function webSocketTemplateOf(routes: number, handler: string): object {
  const ApiId = { Ref: 'Api' };
  const keys = ['echo', ...Array.from({ length: routes - 1 }, (_, index) => `thing${index}`)];
  const resources = keys.flatMap((RouteKey, index) => [
    [
      `Route${index}`,
      {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId,
          RouteKey,
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
          RouteResponseSelectionExpression: '$default',
        },
      },
    ],
    [
      `RouteResponse${index}`,
      {
        Type: 'AWS::ApiGatewayV2::RouteResponse',
        Properties: { ApiId, RouteId: { Ref: `Route${index}` }, RouteResponseKey: '$default' },
      },
    ],
  ]);
  return {
    Resources: {
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'bench', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
      },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, StageName: 'prod', AutoDeploy: true } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: ECHO_URI },
      },
      Function: echoFunction(handler),
      ...(Object.fromEntries(resources) as object),
    },
  };
}

/** The template of an HTTP API with the route `GET /pets/{id}` to a function that returns its `rawPath`. */
export function httpApiTemplate(stages: readonly string[]): object {
  const ApiId = { Ref: 'Api' };
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'pets', ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId,
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId,
          RouteKey: 'GET /pets/{id}',
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::000000000000:role/pets',
          Code: { ZipFile: 'exports.handler = async ({ rawPath }) => rawPath;' },
        },
      },
      ...Object.fromEntries(
        stages.map((StageName, index) => [
          `Stage${index}`,
          { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, StageName, AutoDeploy: true } },
        ]),
      ),
    },
  };
}

/** A template of APIs by logical id, each with its stages; `GET /where` answers both names. */
export function template(apis: Readonly<Record<string, readonly string[]>>): { readonly Resources: Resources } {
  const resources: Record<string, object> = {};
  for (const [id, stages] of Object.entries(apis)) {
    const RestApiId = { Ref: id };
    const DeploymentId = { Ref: `${id}Deployment` };
    resources[id] = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document(id) } };
    resources[DeploymentId.Ref] = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId } };
    for (const StageName of stages) {
      const Properties = { RestApiId, DeploymentId, StageName };
      resources[`${id}${StageName}`] = { Type: 'AWS::ApiGateway::Stage', Properties };
    }
  }
  return { Resources: resources };
}

type Resources = Readonly<Record<string, object>>;

function document(title: string): object {
  const integration = {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: {
      default: { statusCode: '200', responseTemplates: { 'application/json': `${title} $context.stage` } },
    },
  };
  const get = { responses: { 200: { description: 'ok' } }, 'x-amazon-apigateway-integration': integration };
  return { openapi: '3.0.1', info: { title, version: '1' }, paths: { '/where': { get } } };
}

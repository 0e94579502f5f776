import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a route of a test's API has beside its key. */
export interface TestRoute {
  /** Of its route. */
  readonly condition?: string;
  /** Properties of its `AWS::ApiGatewayV2::Route`. */
  readonly route?: object;
  /** Properties of its `AWS::ApiGatewayV2::Integration`; default: a Lambda proxy integration of the function `handler`. */
  readonly integration?: object;
  /** Whether the route has a route response `$default`. */
  readonly respond?: boolean;
  /** Properties of its integration responses. */
  readonly responses?: readonly object[];
}

/** The CloudFormation resources of a WebSocket API. */
export function webSocketTemplate(
  routes: Readonly<Record<string, TestRoute>>,
  {
    api = {},
    stage = {},
    resources = {},
    sections = {},
  }: { api?: object; stage?: object; resources?: object; sections?: object } = {},
): object {
  const ApiId = { Ref: 'Chat' };
  const all: Record<string, object> = {
    Chat: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'chat',
        ProtocolType: 'WEBSOCKET',
        RouteSelectionExpression: '$request.body.action',
        ...api,
      },
    },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, StageName: 'dev', AutoDeploy: true, ...stage } },
    ...resources,
  };
  for (const [
    index,
    [RouteKey, { condition, route = {}, integration = LAMBDA, respond, responses = [] }],
  ] of Object.entries(routes).entries()) {
    all[`Integration${index}`] = { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId, ...integration } };
    const Target = { 'Fn::Join': ['/', ['integrations', { Ref: `Integration${index}` }]] };
    const answers = respond === true && { RouteResponseSelectionExpression: '$default' };
    all[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      ...(condition !== undefined && { Condition: condition }),
      Properties: { ApiId, RouteKey, Target, ...answers, ...route },
    };
    if (respond === true)
      all[`RouteResponse${index}`] = {
        Type: 'AWS::ApiGatewayV2::RouteResponse',
        Properties: { ApiId, RouteId: { Ref: `Route${index}` }, RouteResponseKey: '$default' },
      };
    for (const [number, response] of responses.entries())
      all[`IntegrationResponse${index}n${number}`] = {
        Type: 'AWS::ApiGatewayV2::IntegrationResponse',
        Properties: { ApiId, IntegrationId: { Ref: `Integration${index}` }, ...response },
      };
  }
  return { ...sections, Resources: all };
}

/** Writes a template to a temporary file, for whoever reads files. */
export function templateFile(template: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sluice-websocket-')), 'template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

/** A Lambda proxy integration of a function. */
export function lambdaProxy(name: string): object {
  return {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`,
  };
}

const LAMBDA = lambdaProxy('handler');

import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LambdaIntegration, RestApi } from '../../lib/index.js';
import { spread } from '../statistics.js';

const ROUTES = 1_000;
const ROUNDS = 5;

/** Synthesis of 1,000 proxy routes, four on a path, one function; the CDK's template validator is off. */
export async function synthLargeApi(): Promise<readonly string[]> {
  process.env.CDK_VALIDATION = 'false';
  const times: number[] = [];
  let bytes = 0;
  let resources = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    const template = synthesize(ROUTES);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) times.push((user + system) / 1_000);
    bytes = (JSON.stringify(template).length - JSON.stringify(synthesize(4)).length) / (ROUTES - 4);
    resources = Object.values(template.Resources).filter(
      ({ Type }) => Type.startsWith('AWS::ApiGateway') || Type === 'AWS::Lambda::Permission',
    ).length;
  }
  const { median } = spread(times);
  return Promise.resolve([
    `${median.toFixed(0)} ms CPU for ${ROUTES} routes, ${resources} API resources (limit 8), ${bytes.toFixed(0)} bytes a route (limit 335)`,
  ]);
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

function synthesize(routes: number): Template {
  const app = new App();
  const stack = new Stack(app, 'Large');
  const handler = new LambdaFunction(stack, 'Handler', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => 1'),
  });
  const api = new RestApi(stack, 'Api');
  const integration = new LambdaIntegration(handler);
  for (let index = 0; index < routes / 4; index++) {
    const path = `/things${index}/{id}`;
    api.get(path, integration);
    api.put(path, integration);
    api.post(path, integration);
    api.delete(path, integration);
  }
  return app.synth().getStackByName('Large').template as Template;
}

import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { LocalGateway } from '../../lib/testing/index.js';

/** What a client and a deployment see of an app. */
export interface Seen {
  readonly deployment: string;
  /** By the gateway of a test, and by the file that `serve` reads. */
  readonly statuses: readonly [fromStack: number, served: number];
}

/** Sends a request for a path to the REST API of a stack, and finds its deployment. */
export async function look({ app, stack }: { readonly app: App; readonly stack: Stack }, path: string): Promise<Seen> {
  const gateways = [
    await LocalGateway.fromStack(stack),
    await LocalGateway.fromTemplate(join(app.outdir, stack.templateFile)),
  ] as const;
  const target = path.replace('{catId}', '1');
  const [fromStack, served] = [await gateways[0].fetch(target), await gateways[1].fetch(target)];
  await Promise.all(gateways.map((gateway) => gateway.close()));
  const template = app.synth().getStackArtifact(stack.artifactId).template as {
    readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  };
  const [deployment = ''] =
    Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::ApiGateway::Deployment') ?? [];
  return { deployment, statuses: [fromStack.status, served.status] };
}

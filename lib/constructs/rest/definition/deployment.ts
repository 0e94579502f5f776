import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDeployment, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { deployable, fingerprint, type RestApi } from '../../../model/index.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { renderDeploymentProperties } from '../../../synth/cloudformation/index.js';
import { asIdentity, distinctTokens, readTokens } from '../../tokens.js';

/**
 * The deployment of an API as it is declared. Its logical id ends with the fingerprint of all that takes effect only when
 * it is deployed, so that a change makes a new one, which every stage then points to; the old ones are kept, to roll
 * back to.
 */
export function makeDeployment(scope: Construct, resource: CfnRestApi, model: () => RestApi): CfnDeployment {
  const print = memoizedFingerprint(scope, model);
  const deployment = new CfnDeployment(scope, 'Deployment', {
    restApiId: resource.ref,
    description: Lazy.uncachedString({
      produce: () => renderDeploymentProperties(print()).Description as string,
    }),
  });
  const stack = Stack.of(scope);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => stack.getLogicalId(deployment) + print() }));
  deployment.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return deployment;
}

/**
 * The fingerprint of the model at the moment of asking. A synthesis asks seven times: what the tokens stand for is read
 * each time, since a function's version may still change, and all the rest only when it does or something was declared.
 */
function memoizedFingerprint(scope: Construct, model: () => RestApi): () => string {
  let tokensOf: { readonly model: RestApi; readonly tokens: readonly unknown[] } | undefined;
  let last: { readonly model: RestApi; readonly state: string; readonly print: string } | undefined;
  return () => {
    const current = model();
    if (tokensOf?.model !== current) tokensOf = { model: current, tokens: distinctTokens(deployable(current)) };
    const read = asIdentity(scope);
    const state = canonicalJson(tokensOf.tokens.map((token) => read(token) ?? null));
    if (last?.model !== current || last.state !== state) {
      last = { model: current, state, print: fingerprint(readTokens(deployable(current), read)) };
    }
    return last.print;
  };
}

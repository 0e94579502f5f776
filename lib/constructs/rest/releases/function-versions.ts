import { AspectPriority, Aspects, CfnDeletionPolicy, CfnResource, RemovalPolicy, type IAspect } from 'aws-cdk-lib';
import type { CfnPermission, IFunction, IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { annotate } from '../validation.js';

/** A function that an API invokes, and the permission to do so, where this stack can give it. */
export interface InvokedFunction {
  readonly handler: IFunction;
  readonly permission?: CfnPermission;
}

/** What is looked at once all methods are declared. */
interface ReleasedStage {
  readonly stageName: string;
  readonly invoked: () => readonly InvokedFunction[];
  readonly variables: () => readonly unknown[];
}

/**
 * Warns of functions whose code a rollback of the stage would not bring back, and keeps the permissions of versions, since
 * a deployment that was kept goes on invoking them.
 */
export function checkFunctionVersions(stage: Construct, { stageName, invoked, variables }: ReleasedStage): void {
  const aspect: IAspect = {
    visit: (node) => {
      if (node !== stage) return;
      const changing = new Set<string>();
      for (const { handler, permission } of invoked()) {
        const reason = whyChanging(handler, variables());
        if (reason !== undefined) changing.add(`${handler.node.path} (${reason})`);
        if (versionOf(handler) !== undefined) permission?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      }
      if (changing.size > 0) annotate(stage, needsVersions(stageName, [...changing]));
    },
  };
  Aspects.of(stage).add(aspect, { priority: AspectPriority.READONLY });
}

/** Why a deployment that was kept would invoke other code than it did; undefined for a version that is kept. */
function whyChanging(handler: IFunction, variables: readonly unknown[]): string | undefined {
  if ('aliasName' in handler) return 'an alias goes on to the next version';
  const version = versionOf(handler);
  if (version === undefined) return hasQualifier(handler) ? undefined : 'without a version';
  if (variables.includes(handler.functionArn)) return 'a stage variable goes on to the next version';
  return isKept(version) ? undefined : 'its version is deleted with the next one';
}

function versionOf(handler: IFunction): IVersion | undefined {
  const { version } = handler as Partial<IVersion>;
  return typeof version === 'string' && version !== '$LATEST' && !('aliasName' in handler)
    ? (handler as IVersion)
    : undefined;
}

/** An imported function whose ARN has the number of a version at its end. */
function hasQualifier({ functionArn }: IFunction): boolean {
  return /:\d+$/.test(functionArn) && functionArn.split(':').length === 8;
}

/** A version of another app is not this one's to delete. */
function isKept({ node: { defaultChild } }: IVersion): boolean {
  if (!CfnResource.isCfnResource(defaultChild)) return true;
  const { deletionPolicy } = defaultChild.cfnOptions;
  return deletionPolicy === CfnDeletionPolicy.RETAIN || deletionPolicy === CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}

function needsVersions(stageName: string, functions: readonly string[]): ReturnType<typeof diagnostic> {
  return diagnostic(
    'release-needs-versions',
    { element: `stage ${stageName}` },
    `A rollback restores the API and not the code of ${functions.join(', ')}; invoke versions that are kept: new LambdaIntegration(fn.currentVersion), and currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } on the function`,
  );
}

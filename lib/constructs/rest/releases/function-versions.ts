import { AspectPriority, Aspects, CfnDeletionPolicy, CfnResource, RemovalPolicy, type IAspect } from 'aws-cdk-lib';
import type { CfnPermission, IFunction, IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { annotate } from '../../validation.js';

/** A function that an API invokes, with its permission if this stack can grant it. */
export interface InvokedFunction {
  readonly handler: IFunction;
  readonly permission?: CfnPermission;
}

/** A controlled stage, read when all methods are declared. */
interface ReleasedStage {
  readonly stageName: string;
  readonly invoked: () => readonly InvokedFunction[];
  readonly variables: () => readonly unknown[];
}

/**
 * Warns of functions whose code a rollback of the stage does not restore, and retains the permissions of versions, which
 * retained deployments keep invoking.
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

/** Why a retained deployment would invoke other code than before; undefined for a version that is retained. */
function whyChanging(handler: IFunction, variables: readonly unknown[]): string | undefined {
  if ('aliasName' in handler) return 'an alias moves to the next version';
  const version = versionOf(handler);
  if (version === undefined) return hasQualifier(handler) ? undefined : 'without a version';
  if (variables.includes(handler.functionArn)) return 'a stage variable moves to the next version';
  return isKept(version) ? undefined : 'its version is deleted with the next one';
}

function versionOf(handler: IFunction): IVersion | undefined {
  const { version } = handler as Partial<IVersion>;
  return typeof version === 'string' && version !== '$LATEST' && !('aliasName' in handler)
    ? (handler as IVersion)
    : undefined;
}

/** An imported function whose ARN ends with a version number. */
function hasQualifier({ functionArn }: IFunction): boolean {
  return /:\d+$/.test(functionArn) && functionArn.split(':').length === 8;
}

/** A version of another app is not deleted by this one. */
function isKept({ node: { defaultChild } }: IVersion): boolean {
  if (!CfnResource.isCfnResource(defaultChild)) return true;
  const { deletionPolicy } = defaultChild.cfnOptions;
  return deletionPolicy === CfnDeletionPolicy.RETAIN || deletionPolicy === CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}

function needsVersions(stageName: string, functions: readonly string[]): ReturnType<typeof diagnostic> {
  return diagnostic(
    'release-needs-versions',
    { element: `stage ${stageName}` },
    `A rollback restores the API but not the code of ${functions.join(', ')}; invoke versions that are retained: new LambdaIntegration(fn.currentVersion), with currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } on the function`,
  );
}

import { createHash } from 'node:crypto';
import { Annotations, Names, Stack, Token } from 'aws-cdk-lib';
import { Function, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { knownText, parseFunctionName, parseIntegrationUri, type Value } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import type { InvokePermissions } from '../definition/permissions.js';
import { referencedBy } from '../tokens.js';
import { splitTokens } from './document-tokens.js';

/** Lets an API invoke the functions that its document names, except those that it may invoke already. */
export function allowDocumentFunctions(
  api: IConstruct,
  permissions: InvokePermissions,
  called: readonly CalledFunction[],
): void {
  for (const handler of documentFunctions(api, called)) {
    if (!permissions.covers(handler)) permissions.allow(handler);
  }
}

/**
 * The functions that a document names itself, in the URIs of its integrations and authorizers, each once. A function that
 * a stage variable chooses is not among them, and none is that a role is given to invoke. A function whose URI is one
 * token as a whole cannot be told from it, which a warning says.
 */
function documentFunctions(scope: IConstruct, called: readonly CalledFunction[]): readonly IFunction[] {
  const arns = called.flatMap(({ name, uri, credentials, isFunction }) => {
    if (uri === undefined || credentials !== undefined) return [];
    const target = parseIntegrationUri(uri);
    const arn = target.kind === 'lambda' ? knownText(target.functionArn) : undefined;
    if (arn === undefined && isFunction) warnOfUnknown(scope, name);
    return arn === undefined || arn.includes('${stageVariables.') ? [] : [arn];
  });
  const functions = new Construct(scope, 'DocumentFunctions');
  const byId = new Map(arns.map((arn) => [idOf(functions, arn), arn]));
  return [...byId].map(([id, arn]) => Function.fromFunctionArn(functions, id, arn));
}

/** Something of the document that may call a function. */
export interface CalledFunction {
  readonly name: string;
  readonly uri?: Value<string>;
  readonly credentials?: Value<string>;
  /** Whether it can call nothing else. */
  readonly isFunction: boolean;
}

function warnOfUnknown(scope: IConstruct, name: string): void {
  Annotations.of(scope).addWarningV2(
    'sluice:function-unknown',
    `${name}: The URI is one token, so the function in it gets no permission for this API; ` +
      'write the ARN of the function as a token of its own, or give the integration by its operationId',
  );
}

/** A name that stays when the document's order changes, and when a function gets a new version. */
function idOf(scope: IConstruct, arn: string): string {
  const written = splitTokens(arn)
    .map((part) => (Token.isUnresolved(part) ? nameOf(scope, part) : part))
    .join('');
  const hash = createHash('sha256').update(written).digest('hex').slice(0, 8).toUpperCase();
  return Token.isUnresolved(arn) ? hash : `${parseFunctionName(arn).name}-${hash}`;
}

function nameOf(scope: IConstruct, token: string): string {
  const targets = referencedBy(token, scope).map(({ node }) => Names.nodeUniqueId(node));
  return targets.length > 0 ? targets.join('-') : canonicalJson(Stack.of(scope).resolve(token));
}

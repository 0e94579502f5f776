import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { deployable, type Api, type Document } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { distinctTokens, identityOf, referencedBy, type TokenReader } from '../tokens.js';
import { givenNames } from './resolved-resource.js';

/** What the tokens of a declared definition are at a moment. */
export interface ReferenceState {
  /** What the tokens stand for, as comparable text. */
  readonly values: string;
  /** The names that users gave to the resources that they refer to, if any. */
  readonly names: Readonly<Record<string, Document>> | undefined;
}

/** Reads the tokens of a declared definition. Which tokens there are is found once a declaration. */
export class DeclaredReferences {
  private found:
    | { readonly declared: Api; readonly tokens: readonly unknown[]; readonly targets: readonly IConstruct[] }
    | undefined;

  constructor(private readonly scope: IConstruct) {}

  read(declared: Api, read: TokenReader): ReferenceState {
    if (this.found?.declared !== declared) {
      const tokens = distinctTokens(deployable(declared));
      this.found = { declared, tokens, targets: tokens.flatMap((token) => referencedBy(token, this.scope)) };
    }
    const { tokens, targets } = this.found;
    const names = targets
      .filter((target) => CfnResource.isCfnResource(target))
      .map((resource) => [identityOf(resource), givenNames(resource, read)] as const)
      .filter(([, given]) => Object.keys(given).length > 0);
    return {
      values: canonicalJson(tokens.map((token) => read(token) ?? null)),
      names: names.length === 0 ? undefined : Object.fromEntries(names),
    };
  }
}

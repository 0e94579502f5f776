import { CfnResource, type IResolvable } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { deployable, type Diagnostic, type Document, type RestApi } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { deploymentFingerprint } from '../../../synth/cloudformation/index.js';
import {
  asIdentity,
  asInTemplate,
  distinctTokens,
  identityOf,
  readTokens,
  referencedBy,
  type TokenReader,
} from '../../tokens.js';
import { readBack } from './read-back.js';
import { givenNames, ownProperties, printOverrides, resolvedProperties } from './resolved-resource.js';

/** What an API is at a moment. */
interface Snapshot {
  readonly declared: RestApi;
  readonly state: string;
  readonly model: RestApi;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: string;
}

/**
 * The definition of an API as its template has it in the end. What the constructs declare is one part of it; escape
 * hatches, aspects and changes of the L1 object are the other.
 *
 * References are written as identities, `<stack path>/<logical id>`: the same before and after a synthesis, and from any
 * stack.
 */
export class Definition {
  private readonly made: string;
  private tokens:
    | { readonly declared: RestApi; readonly tokens: readonly unknown[]; readonly targets: readonly IConstruct[] }
    | undefined;
  private last: Snapshot | undefined;

  constructor(
    private readonly scope: IConstruct,
    private readonly resource: CfnRestApi,
    private readonly declared: () => RestApi,
    private readonly body: IResolvable,
  ) {
    this.made = this.printOwn(asIdentity(scope));
  }

  /** See `deploymentFingerprint`. */
  fingerprint(): string {
    return this.snapshot().fingerprint;
  }

  /** The API as declared, or as read back from its resource where that says something else. */
  model(): RestApi {
    return this.snapshot().model;
  }

  /** The same with references as the template of the API's stack writes them. */
  modelInTemplate(): RestApi {
    const read = asInTemplate(this.scope);
    const declared = readTokens(this.declared(), read);
    return this.isOverridden()
      ? readBack(this.resource, resolvedProperties(this.resource, read), declared).api
      : declared;
  }

  /** What reading the API back found. */
  diagnostics(): readonly Diagnostic[] {
    return this.snapshot().diagnostics;
  }

  /**
   * A synthesis asks seven times. What the tokens stand for is read each time, since a function's version may still change,
   * and all the rest only when that does, something was declared, or the resource was changed.
   */
  private snapshot(): Snapshot {
    const declared = this.declared();
    const read = asIdentity(this.scope);
    const own = this.printOwn(read);
    const { values, names } = this.readReferences(declared, read);
    const state = [own, values, canonicalJson(names ?? {})].join(' ');
    if (this.last?.declared !== declared || this.last.state !== state) {
      const properties = resolvedProperties(this.resource, read);
      const { api: model, diagnostics } =
        own === this.made
          ? { api: readTokens(declared, read), diagnostics: [] }
          : readBack(this.resource, properties, readTokens(declared, read));
      this.last = {
        declared,
        state,
        model,
        diagnostics,
        fingerprint: deploymentFingerprint(properties, defined({ names })),
      };
    }
    return this.last;
  }

  private isOverridden(): boolean {
    return this.printOwn(asIdentity(this.scope)) !== this.made;
  }

  /** The resource without the definition that the constructs declare, and without tags, which act at once. */
  private printOwn(read: TokenReader): string {
    const { body, tags: _tags, ...own } = ownProperties(this.resource);
    const written = { ...own, ...(body !== this.body && { body }) };
    return `${canonicalJson(readTokens(written, read))} ${printOverrides(this.resource, read)}`;
  }

  /** What the tokens of the definition stand for now, and the names of the resources that they refer to. */
  private readReferences(
    declared: RestApi,
    read: TokenReader,
  ): { readonly values: string; readonly names: Readonly<Record<string, Document>> | undefined } {
    if (this.tokens?.declared !== declared) {
      const tokens = distinctTokens(deployable(declared));
      this.tokens = { declared, tokens, targets: tokens.flatMap((token) => referencedBy(token, this.scope)) };
    }
    const { tokens, targets } = this.tokens;
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

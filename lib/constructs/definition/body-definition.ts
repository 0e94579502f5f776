import type { CfnResource, IResolvable } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Diagnostic, Document } from '../../model/index.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { defined } from '../../support/defined.js';
import { checkBodySize, deploymentFingerprint } from '../../synth/cloudformation/index.js';
import { renderOpenApi } from '../../synth/openapi/document.js';
import { asIdentity, asInTemplate, readTokens, type TokenReader } from '../tokens.js';
import type { ApiDefinition, DocumentedApi } from './api-definition.js';
import { DeclaredReferences } from './declared-references.js';
import { readBack, type ReadBack } from './read-back.js';
import { ownProperties, printOverrides, resolvedProperties } from './resolved-resource.js';

/** What an API is at a moment. */
interface Snapshot<A> {
  readonly declared: A;
  readonly state: string;
  readonly model: A;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: string;
}

/** The definition of an API that stands in the `Body` of its resource. */
export class BodyDefinition<A extends DocumentedApi> implements ApiDefinition<A> {
  private readonly made: string;
  private readonly references: DeclaredReferences;
  private last: Snapshot<A> | undefined;

  constructor(
    private readonly scope: IConstruct,
    private readonly resource: CfnResource,
    private readonly declared: () => A,
    private readonly body: IResolvable,
  ) {
    this.made = this.printOwn(asIdentity(scope));
    this.references = new DeclaredReferences(scope);
  }

  fingerprint(): string {
    return this.snapshot().fingerprint;
  }

  model(): A {
    return this.snapshot().model;
  }

  modelInTemplate(): A {
    const read = asInTemplate(this.scope);
    const declared = readTokens(this.declared(), read);
    return this.isOverridden() ? this.readBack(resolvedProperties(this.resource, read), declared).api : declared;
  }

  diagnostics(): readonly Diagnostic[] {
    const { model, diagnostics } = this.snapshot();
    const { document, diagnostics: losses } = renderOpenApi({ ...model, stages: [] });
    return [
      ...diagnostics,
      ...losses.filter(({ severity }) => severity !== 'info'),
      ...checkBodySize(printIntrinsics(document)),
    ];
  }

  /**
   * A synthesis asks seven times. What the tokens stand for is read each time, since a function's version may still change,
   * and all the rest only when that does, something was declared, or the resource was changed.
   */
  private snapshot(): Snapshot<A> {
    const declared = this.declared();
    const read = asIdentity(this.scope);
    const own = this.printOwn(read);
    const { values, names } = this.references.read(declared, read);
    const state = [own, values, canonicalJson(names ?? {})].join(' ');
    if (this.last?.declared !== declared || this.last.state !== state) {
      const properties = resolvedProperties(this.resource, read);
      const { api: model, diagnostics } =
        own === this.made
          ? { api: readTokens(declared, read), diagnostics: [] }
          : this.readBack(properties, readTokens(declared, read));
      const fingerprint = deploymentFingerprint(properties, defined({ names }));
      this.last = { declared, state, model, diagnostics, fingerprint };
    }
    return this.last;
  }

  private readBack(properties: Readonly<Record<string, Document>>, declared: A): ReadBack<A> {
    return readBack([{ id: declared.id, type: this.resource.cfnResourceType, properties }], declared);
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
}

import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isDeployTime, type Api, type Diagnostic, type Document } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { canonicalJson } from '../../../support/canonical-json.js';
import { deploymentFingerprint, type DefinitionTarget } from '../../../synth/cloudformation/index.js';
import { asIdentity, asInTemplate, readTokens, type TokenReader } from '../../tokens.js';
import type { ApiDefinition } from '../api-definition.js';
import { DeclaredReferences } from '../declared-references.js';
import { readBack, type ReadBack } from '../read-back.js';
import { resolvedProperties } from '../resolved-resource.js';
import type { ResourceForm } from './resource-form.js';
import type { MadeNode } from './resource-nodes.js';
import { byMeaning, renderByMeaning } from './reference-meaning.js';
import { WatchedResource } from './watched-resource.js';

/** The nodes of a definition's resources. */
export interface WatchedNodes {
  all(): readonly MadeNode[];
  /** Findings about how the nodes are placed. */
  diagnostics?(): readonly Diagnostic[];
}

/** What an API is at a moment. */
interface Snapshot<A> {
  readonly declared: A;
  readonly state: string;
  readonly model: A;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: string;
}

/** The definition of an API whose routes, authorizers and so on are resources of their own. */
export class ResourceDefinition<A extends Api> implements ApiDefinition<A> {
  private readonly api: WatchedResource;
  private readonly references: DeclaredReferences;
  private last: Snapshot<A> | undefined;

  constructor(
    private readonly scope: IConstruct,
    private readonly resource: CfnResource,
    private readonly nodes: WatchedNodes,
    private readonly form: ResourceForm<A>,
    private readonly declared: () => A,
  ) {
    this.api = new WatchedResource(resource);
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
    return this.changes(asIdentity(this.scope)) === '' ? declared : this.readBack(read, declared).api;
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.snapshot().diagnostics, ...(this.nodes.diagnostics?.() ?? [])];
  }

  private snapshot(): Snapshot<A> {
    const declared = this.declared();
    const read = asIdentity(this.scope);
    const changes = this.changes(read);
    const { values, names } = this.references.read(declared, read);
    const state = [changes, values, canonicalJson(names ?? {})].join(' ');
    if (this.last?.declared !== declared || this.last.state !== state) {
      const model = readTokens(declared, read);
      const { part, diagnostics } = this.form.split(model);
      const back = changes === '' ? { api: model, diagnostics: [] } : this.readBack(read, model);
      this.last = {
        declared,
        state,
        model: back.api,
        diagnostics: [...diagnostics.filter(({ severity }) => severity !== 'info'), ...back.diagnostics],
        fingerprint: deploymentFingerprint(
          this.api.changes(read) === '' ? this.form.renderApi(part) : this.resolve(this.resource, read),
          { resources: this.resources(part, read), ...defined({ names }) },
        ),
      };
    }
    return this.last;
  }

  private readBack(read: TokenReader, declared: A): ReadBack<A> {
    const nodes = this.nodes.all().filter(({ watched }) => !watched.isRemoved);
    const resources = [this.resource, ...nodes.map(({ watched }) => watched.resource)];
    const { api, diagnostics } = readBack(
      resources.map((element) => ({
        id: idIn(element, read),
        type: element.cfnResourceType,
        properties: resolvedProperties(element, read),
      })),
      declared,
    );
    // The model carries the id of an authorizer that is elsewhere.
    return { api, diagnostics: diagnostics.filter(({ place }) => place.property !== 'AuthorizerId') };
  }

  /** The resources beside the API as the template has them: those that others changed are resolved, or left out. */
  private resources(part: A, read: TokenReader): Readonly<Record<string, Document>> {
    const resources = new Map(Object.entries(renderByMeaning(this.form.resources(part))));
    for (const { key, watched } of this.nodes.all()) {
      if (watched.isRemoved) resources.delete(key);
      else if (watched.changes(read) !== '') resources.set(key, this.resolve(watched.resource, read));
    }
    return Object.fromEntries(resources);
  }

  /** Properties of a resource with references by what they mean. */
  private resolve(resource: CfnResource, read: TokenReader): Readonly<Record<string, Document>> {
    const meanings = new Map<string, DefinitionTarget>([
      [idIn(this.resource, read), { kind: 'api' }],
      ...this.nodes
        .all()
        .flatMap(({ target, watched }) =>
          target === undefined ? [] : [[idIn(watched.resource, read), target] as const],
        ),
    ]);
    const { [this.form.apiProperty]: _, ...properties } = byMeaning(
      resolvedProperties(resource, read),
      meanings,
    ) as Readonly<Record<string, Document>>;
    return properties;
  }

  /** What others changed of the resources, by the construct path of each. */
  private changes(read: TokenReader): string {
    const changed = [this.api, ...this.nodes.all().map(({ watched }) => watched)].flatMap((node) => {
      const changes = node.changes(read);
      return changes === '' ? [] : [[node.resource.node.path, changes] as const];
    });
    return changed.length === 0 ? '' : canonicalJson(Object.fromEntries(changed));
  }
}

/** What references of a reader name. */
function idIn(resource: CfnResource, read: TokenReader): string {
  const reference = read(resource.ref);
  const [part] = isDeployTime(reference) ? reference.parts : [];
  return typeof part === 'object' && part.kind === 'reference' ? part.logicalId : resource.node.path;
}

import type { CfnResource } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { diagnostic, isDeployTime, type Diagnostic, type Document, type RestApi } from '../../../../model/index.js';
import { defined } from '../../../../support/defined.js';
import { canonicalJson } from '../../../../support/canonical-json.js';
import {
  deploymentFingerprint,
  renderRestApiWithoutBody,
  splitResources,
  type DefinitionTarget,
} from '../../../../synth/cloudformation/index.js';
import { asIdentity, asInTemplate, readTokens, type TokenReader } from '../../../tokens.js';
import type { ApiDefinition } from '../../../definition/api-definition.js';
import { DeclaredReferences } from '../../../definition/declared-references.js';
import { readBack, type ReadBack } from '../../../definition/read-back.js';
import { resolvedProperties } from '../../../definition/resolved-resource.js';
import type { DefinitionNodes } from './definition-nodes.js';
import { byMeaning, renderByMeaning } from './reference-meaning.js';
import { WatchedResource } from './watched-resource.js';

/** What an API is at a moment. */
interface Snapshot {
  readonly declared: RestApi;
  readonly state: string;
  readonly model: RestApi;
  readonly diagnostics: readonly Diagnostic[];
  readonly fingerprint: string;
}

/** The definition of an API whose paths, methods, models and so on are resources of their own. */
export class ResourceDefinition implements ApiDefinition {
  private readonly api: WatchedResource;
  private readonly references: DeclaredReferences;
  private last: Snapshot | undefined;

  constructor(
    private readonly scope: IConstruct,
    private readonly resource: CfnRestApi,
    private readonly nodes: DefinitionNodes,
    private readonly declared: () => RestApi,
  ) {
    this.api = new WatchedResource(resource);
    this.references = new DeclaredReferences(scope);
  }

  fingerprint(): string {
    return this.snapshot().fingerprint;
  }

  model(): RestApi {
    return this.snapshot().model;
  }

  modelInTemplate(): RestApi {
    const read = asInTemplate(this.scope);
    const declared = readTokens(this.declared(), read);
    return this.changes(asIdentity(this.scope)) === '' ? declared : this.readBack(read, declared).api;
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.snapshot().diagnostics, ...this.automaticStacks()];
  }

  private automaticStacks(): readonly Diagnostic[] {
    const stacks = this.nodes.automaticStacks();
    const names = Object.keys(stacks);
    if (names.length === 0) return [];
    const message =
      `Divides the paths among ${names.length} nested stacks, since one stack has at most 500 resources; ` +
      `a path that moves between stacks fails to deploy. To keep each where it is, set nestedStacks: ${JSON.stringify(stacks)}`;
    return [diagnostic('nested-stacks-automatic', { element: 'the API' }, message)];
  }

  private snapshot(): Snapshot {
    const declared = this.declared();
    const read = asIdentity(this.scope);
    const changes = this.changes(read);
    const { values, names } = this.references.read(declared, read);
    const state = [changes, values, canonicalJson(names ?? {})].join(' ');
    if (this.last?.declared !== declared || this.last.state !== state) {
      const model = readTokens(declared, read);
      const { part, diagnostics } = splitResources(model);
      const back = changes === '' ? { api: model, diagnostics: [] } : this.readBack(read, model);
      this.last = {
        declared,
        state,
        model: back.api,
        diagnostics: [...diagnostics.filter(({ severity }) => severity !== 'info'), ...back.diagnostics],
        fingerprint: deploymentFingerprint(
          this.api.changes(read) === '' ? renderRestApiWithoutBody(part) : this.resolve(this.resource, read),
          { resources: this.resources(part, read), ...defined({ names }) },
        ),
      };
    }
    return this.last;
  }

  private readBack(read: TokenReader, declared: RestApi): ReadBack {
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
  private resources(part: RestApi, read: TokenReader): Readonly<Record<string, Document>> {
    const resources = new Map(Object.entries(renderByMeaning(part)));
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
    const { RestApiId: _, ...properties } = byMeaning(resolvedProperties(resource, read), meanings) as Readonly<
      Record<string, Document>
    >;
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

import type { Construct } from 'constructs';
import type { CfnResource } from 'aws-cdk-lib';
import type { Api, Diagnostic, DocumentObject } from '../../../model/index.js';
import type { DefinitionPiece } from '../../../synth/cloudformation/index.js';

/** The definition of a kind of API as resources of its own. */
export interface ResourceForm<A extends Api, P extends DefinitionPiece = DefinitionPiece> {
  /** The property by which resources name the API. */
  readonly apiProperty: 'RestApiId' | 'ApiId';
  /** The classes of aws-cdk-lib for the resources, which aspects and tools of others know. */
  readonly classes: Readonly<Record<P['type'], L1Class>>;
  /** The part of the API that resources can hold, and what is lost. */
  readonly split: (api: A) => { readonly part: A; readonly diagnostics: readonly Diagnostic[] };
  /** The properties of the API's own resource. */
  readonly renderApi: (part: A) => DocumentObject;
  /** The resources beside it. */
  readonly resources: (part: A) => readonly P[];
}

export type L1Class = new (scope: Construct, id: string, props: never) => CfnResource;

/** The key of a resource among its definition. */
export function definitionKey({ ids }: Pick<DefinitionPiece, 'ids'>): string {
  return ids.join('/');
}

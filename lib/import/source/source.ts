import type { StackEnvironment } from '../../intrinsics/index.js';
import type { ApiCollection, Diagnostic, LambdaFunction, StackParts, Value } from '../../model/index.js';
import type { TemplateNames } from '../cloudformation/template.js';
import type { DefinitionText } from './definition-text.js';

/** What one file, folder or app defines, read into the model, with what stands around its APIs. */
export interface Source extends StackParts {
  readonly kind: SourceKind;
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where an assembly's stack with an API is deployed, as far as it is known; of several stacks, the first. */
  readonly environment: StackEnvironment;
  /** Texts of the definition: those that suppress findings, or all with `keepTexts`. */
  readonly texts: readonly DefinitionText[];
  /** Absolute paths of everything that was read, and folders of code: what a change is watched in. */
  readonly files: readonly string[];
  /** The folder that paths of the source are relative to, and that nothing outside of is read without `allowFiles`. */
  readonly folder: string;
  /** What the definition uses, each `category:name`, sorted: `resource_types:AWS::ApiGateway::Method`. */
  readonly features: readonly string[];
  /** Logical ids, by resource type, of the resources that are not part of an API and are not read. */
  readonly otherResources: Readonly<Record<string, readonly string[]>>;
  /** What templates call their own, for values that only deployment knows; absent for a document, which names anything. */
  readonly templateNames?: TemplateNames;
  /**
   * What references stand for on a local gateway, by `LogicalId` (`Ref`) and `LogicalId.Attribute` (`Fn::GetAtt`). The
   * values may hold pseudo parameters (`AWS::Region`), which `resolveCollection` fills in last.
   */
  readonly knownReferences: KnownReferences;
}

export type SourceKind = 'cdk-app' | 'assembly' | 'cloudformation' | 'sam' | 'serverless' | 'openapi';

export type KnownReferences = Readonly<Record<string, Value<string>>>;

export interface SourceOptions {
  /** The command that synthesizes a CDK app; default: `app` of the folder's `cdk.json`. */
  readonly app?: string;
  /** What a document defines that is a source of its own; default: as its members tell. */
  readonly protocol?: 'REST' | 'HTTP';
  readonly templateParameters?: Readonly<Record<string, string>>;
  /** Lets a definition name files outside of its folder; default false. */
  readonly allowFiles?: boolean;
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or `AWS::Region`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Serves operations of a document without integrations from their examples. */
  readonly mock?: boolean;
  /** Sends operations of a document without integrations to this URL. */
  readonly backend?: string;
  readonly signal?: AbortSignal;
  /** Keeps every text of the definition, for the places of findings; default: those that suppress findings. */
  readonly keepTexts?: boolean;
}

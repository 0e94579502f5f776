import type { StackEnvironment } from '../../intrinsics/index.js';
import type { JsonObject } from '../../model/index.js';
import type { TemplateFiles } from './template-files.js';

/** A template with what it is deployed as. */
export interface StackInput {
  readonly name: string;
  readonly template: JsonObject;
  readonly files: TemplateFiles;
  readonly file?: string;
  /** What an assembly says of where the stack is deployed. */
  readonly environment?: StackEnvironment;
}

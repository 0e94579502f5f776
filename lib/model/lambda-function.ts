/**
 * A Lambda function as far as a local gateway must know it: where its code is and what it runs with.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
 */
export interface LambdaFunction {
  /** What an integration's URI names: the function's name, or the logical id where the name is given at deployment. */
  readonly name: string;
  /** Where it is deployed; absent: where everything else is. */
  readonly region?: string;
  /** AWS's identifier, such as `nodejs22.x`, `python3.12` or `provided.al2023`; absent for an image. */
  readonly runtime?: string;
  /** `file.export` below the code's folder; for a custom runtime whatever its `bootstrap` makes of it. */
  readonly handler: string;
  readonly code: LambdaCode;
  /** Values that only deployment knows are left out here and named in `unresolvedEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly unresolvedEnvironment?: readonly string[];
  /** 1 s to 900 s; AWS's default is 3 s. */
  readonly timeoutMs: number;
  /** AWS's default is 128. */
  readonly memoryMegabytes: number;
  readonly reservedConcurrency?: number;
}

export type LambdaCode =
  /** A folder as CloudFormation would have packed it. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  /** One module, given by `--lambda name=file[#export]`; `handler` is the export's name. */
  | { readonly kind: 'file'; readonly path: string }
  /** `ZipFile` in a template: the source text of `index.js` or `index.py`. */
  | { readonly kind: 'inline'; readonly source: string }
  /** A function of the calling process, given to `LocalGateway`. */
  | { readonly kind: 'function'; readonly handler: InlineHandler }
  /** Lambda's Invoke operation at another address. */
  | { readonly kind: 'url'; readonly url: string }
  /** Known by name only; `reason` says what would make it runnable. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** A handler in the form of Lambda's own: what its event is, a proxy event or what a template made, only it knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Parameters that take a handler with types of its own as well as one without.
export type InlineHandler = (event: any, context: any) => unknown;

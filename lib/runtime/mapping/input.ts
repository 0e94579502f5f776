import { compileJsonPath, JsonPathEvaluationError, JsonPathSyntaxError, type JsonPath } from '../../jsonpath/index.js';
import { BoundedMap } from '../../support/bounded-map.js';
import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaJsonSyntaxError, parseJson, printJson } from '../../support/java/json.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { HostObject, method, methodTable, string, type CallContext } from '../../vtl/index.js';

/** A request's parameters as `$input.params` has them: exact names, one value each. */
export interface TemplateParameters {
  readonly path: TextsByName;
  readonly querystring: TextsByName;
  readonly header: TextsByName;
}

/** A record, or a map where the order of names that look like numbers matters. */
export type TextsByName = Readonly<Record<string, string>> | ReadonlyMap<string, string>;

/** What a body counts as when there is none. */
const NO_BODY = '{}';

/** `$input` of one rendering. Paths lead into one document, which a template can change. */
export class TemplateInput extends HostObject {
  private readonly body: string;
  private parsed: JavaValue | undefined;
  private allParameters: JavaMap | undefined;

  constructor(
    body: string | undefined,
    private readonly parameters: TemplateParameters,
  ) {
    super(INPUT_METHODS);
    this.body = body === undefined || body === '' ? NO_BODY : body;
  }

  getBody(): string {
    return this.body;
  }

  /** What a path leads to; null if it leads nowhere, and if the body is no JSON. */
  path(source: string, context: CallContext): JavaValue {
    context.spend(8);
    try {
      const path = compiledPath(source);
      const { document } = this;
      if (document === null) return null;
      // A path that may lead to many places looks at all of the document.
      if (!path.definite) context.spend(Math.min(this.body.length / 16, 10_000));
      const value = path.find(document) ?? null;
      if (!path.definite && value instanceof JavaList) context.spend(value.items.length);
      return value;
    } catch (error) {
      if (error instanceof JsonPathSyntaxError || error instanceof JsonPathEvaluationError) {
        throw new JavaThrowable(error.javaClass, error.message);
      }
      throw error;
    }
  }

  /** The same as compact JSON; nothing is an empty text in quotes. */
  json(source: string, context: CallContext): string {
    const value = this.path(source, context);
    if (value === null) return '""';
    const text = printJson(value, 'compact');
    context.spend(text.length / 12);
    context.allowText(text.length);
    return text;
  }

  get params(): JavaMap {
    const { path, querystring, header } = this.parameters;
    return (this.allParameters ??= JavaMap.of({
      path: toMap(path),
      querystring: toMap(querystring),
      header: toMap(header),
    }));
  }

  /** A parameter of the path, else of the query string, else a header; an empty text if there is none. */
  parameter(name: string): string {
    const { parameters } = this;
    return (
      textOf(parameters.path, name) ?? textOf(parameters.querystring, name) ?? textOf(parameters.header, name) ?? ''
    );
  }

  private get document(): JavaValue {
    if (this.parsed === undefined) {
      try {
        this.parsed = parseJson(this.body);
      } catch (error) {
        if (!(error instanceof JavaJsonSyntaxError)) throw error;
        this.parsed = null;
      }
    }
    return this.parsed;
  }
}

/**
 * `$input`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 * Observed: test/conformance/vtl (input-body, input-path, input-json, input-params); docs/aws/vtl.md section 3.
 */
const INPUT_METHODS = methodTable('Input', [
  method('getBody', [], (input: TemplateInput) => input.getBody()),
  method('path', [string], (input: TemplateInput, [source], context) => input.path(source, context)),
  method('json', [string], (input: TemplateInput, [source], context) => input.json(source, context)),
  method('params', [], (input: TemplateInput) => input.params),
  method('params', [string], (input: TemplateInput, [name]) => input.parameter(name)),
]);

/** A live map of texts. */
export function toMap(texts: TextsByName): JavaMap {
  return new JavaMap(new Map<JavaValue, JavaValue>(isMap(texts) ? texts : Object.entries(texts)));
}

function isMap(texts: TextsByName): texts is ReadonlyMap<string, string> {
  return texts instanceof Map;
}

function textOf(texts: TextsByName, name: string): string | undefined {
  if (isMap(texts)) return texts.get(name);
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** Compiled paths. Longer ones are not worth keeping. */
const paths = new BoundedMap<string, JsonPath>(512);
const CACHED_CHARACTERS = 1_000;

function compiledPath(source: string): JsonPath {
  const known = paths.get(source);
  if (known !== undefined) return known;
  const path = compileJsonPath(source);
  if (source.length <= CACHED_CHARACTERS) paths.set(source, path);
  return path;
}

import { printModelReference, type Document, type SchemaModel } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { pascalCase } from './methods/pascal-case.js';
import {
  declareDocumentation,
  type Documentation,
  type DocumentationPart,
} from './documentation/documentation-part.js';

/** A JSON Schema of draft 4 in which a `Model` may stand wherever a schema may. */
export type ModelSchema =
  null | boolean | number | string | Model | readonly ModelSchema[] | { readonly [key: string]: ModelSchema };

/** A JSON Schema of draft 4 as a plain object, in which a `Model` may stand wherever a schema may. */
export type InlineSchema = Readonly<Record<string, ModelSchema>>;

/** A model: the shape of a body. */
export interface ModelProps {
  /** The model's name, of letters and digits. */
  readonly name: string;

  /**
   * A JSON Schema of draft 4. Another model stands for itself: `{ type: 'array', items: pet }`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
   */
  readonly schema: InlineSchema;

  /**
   * The content type that the model describes.
   *
   * @default application/json
   */
  readonly contentType?: string;

  /**
   * A description of the model, part of its schema.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Documentation of the model: a documentation part of every API that uses it.
   *
   * @default - none
   */
  readonly docs?: Documentation;
}

/**
 * The shape of a body: plain data, usable in any number of methods and APIs. An API takes up the models that its methods
 * name, and those that these name. What a schema has in `definitions` becomes a model of its own.
 *
 * @example
 * const pet = new Model({ name: 'Pet', schema: { type: 'object', required: ['name'] } });
 * api.post('/pets', integration, { requestModels: { 'application/json': pet } });
 */
export class Model {
  /** The model's name, of letters and digits. */
  readonly name: string;

  /** Its documentation, if it has some. */
  readonly documentationParts: readonly DocumentationPart[];

  constructor(private readonly props: ModelProps) {
    const { name, docs } = props;
    this.name = name;
    this.documentationParts = docs === undefined ? [] : [declareDocumentation({ type: 'MODEL', name }, docs)];
  }

  /** The model as data, with every model that it names, itself first. */
  collect(): ReadonlyMap<Model, SchemaModel> {
    const collected = new Map<Model, SchemaModel>();
    this.collectInto(collected, this.localModels());
    return collected;
  }

  private collectInto(collected: Map<Model, SchemaModel>, local: LocalModels): void {
    if (collected.has(this)) return;
    const { name, contentType, description, schema } = this.props;
    const named = new Set<Model>();
    collected.set(this, {
      name,
      ...defined({ contentType, description }),
      schema: asSchema(withoutDefinitions(schema), local, named),
    });
    const own = new Set(local.values());
    named.forEach((model) => model.collectInto(collected, own.has(model) ? local : model.localModels()));
  }

  /**
   * Models for what the schema defines in itself: in an OpenAPI document, `#/definitions/x` would be looked up in the
   * document and not in the schema.
   */
  private localModels(): LocalModels {
    const { name, schema } = this.props;
    const definitions = DEFINITIONS.flatMap((keyword) =>
      Object.entries(schemasIn(schema[keyword])).map(
        ([key, definition]) =>
          [`#/${keyword}/${key}`, new Model({ name: name + pascalCase(key), schema: definition })] as const,
      ),
    );
    return new Map<string, Model>([['#', this], ...definitions]);
  }
}

/** The models that a schema's own references name, by reference. */
type LocalModels = ReadonlyMap<string, Model>;

const DEFINITIONS = ['definitions', '$defs'] as const;

function schemasIn(definitions: ModelSchema | undefined): Readonly<Record<string, InlineSchema>> {
  return typeof definitions === 'object' && definitions !== null && !(definitions instanceof Model)
    ? (definitions as Readonly<Record<string, InlineSchema>>)
    : {};
}

function withoutDefinitions(schema: InlineSchema): InlineSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !DEFINITIONS.some((key) => key === keyword)));
}

function asSchema(schema: ModelSchema, local: LocalModels, named: Set<Model>): Document {
  if (schema instanceof Model) {
    named.add(schema);
    return { $ref: printModelReference(schema.name) };
  }
  if (Array.isArray(schema)) return (schema as readonly ModelSchema[]).map((item) => asSchema(item, local, named));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref } = schema as InlineSchema;
  const referenced = typeof $ref === 'string' ? local.get($ref) : undefined;
  if (referenced !== undefined) return asSchema(referenced, local, named);
  return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, asSchema(member, local, named)]));
}

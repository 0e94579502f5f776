import { printModelReference, type Document, type SchemaModel } from '../../model/index.js';
import { defined } from '../../support/defined.js';
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
 * name, and those that these name.
 *
 * @example
 * const pet = new Model({ name: 'Pet', schema: { type: 'object', required: ['name'] } });
 * api.post('/pets', integration, { requestModels: { 'application/json': pet } });
 */
export class Model {
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
    this.collectInto(collected);
    return collected;
  }

  private collectInto(collected: Map<Model, SchemaModel>): void {
    if (collected.has(this)) return;
    const { name, contentType, description, schema } = this.props;
    const named: Model[] = [];
    collected.set(this, { name, ...defined({ contentType, description }), schema: asSchema(schema, named) });
    named.forEach((model) => model.collectInto(collected));
  }
}

function asSchema(schema: ModelSchema, named: Model[]): Document {
  if (schema instanceof Model) {
    named.push(schema);
    return { $ref: printModelReference(schema.name) };
  }
  if (Array.isArray(schema)) return (schema as readonly ModelSchema[]).map((item) => asSchema(item, named));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, asSchema(member, named)]));
}

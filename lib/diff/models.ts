import { mapReferences, parseModelReference, type SchemaModel } from '../model/index.js';
import type { ChangeKind } from './change.js';
import { below, elsewhere, isSame, list, members, present, value, type Compare } from './compare.js';
import { schemaDirection, turnsRound } from './schema-direction.js';

type Model = SchemaModel & { readonly contentType: string };

/** The models that the routes of an API name. */
export interface ModelUses {
  readonly requests: ReadonlySet<string>;
  readonly responses: ReadonlySet<string>;
}

/** The models of two APIs; `uses` are those of the routes of both. */
export function compareModels(uses: ModelUses): Compare<readonly Model[]> {
  return (before, after, place) => {
    const all = [...before, ...after];
    const reached = { requests: reachedFrom(uses.requests, all), responses: reachedFrom(uses.responses, all) };
    const turned = all.some(({ schema }) => turnsRound(schema));
    const each = (was: Model | undefined, is: Model | undefined, at: typeof place) =>
      present({ added: 'model-added', removed: 'model-removed' }, compareModel(schemaKind(reached, turned)))(
        was,
        is,
        at,
      );
    return list<Model>(
      ({ name }) => name,
      each,
      (name) => ({ element: `model ${name}` }),
    )(before, after, place);
  };
}

function compareModel(kind: (before: Model, after: Model) => ChangeKind): Compare<Model> {
  const rest = members<Model>({
    name: elsewhere,
    contentType: value('model-changed'),
    description: value('documentation-changed'),
    schema: elsewhere,
  });
  return (before, after, place) => [
    ...rest(before, after, place),
    ...(isSame(before.schema, after.schema)
      ? []
      : value<Model['schema']>(kind(before, after))(before.schema, after.schema, below(place, 'schema'))),
  ];
}

/**
 * The kind of a changed schema. A model of responses alone, and a wider one that is in responses too, is `unknown`: API
 * Gateway validates no responses. Under `not` and `oneOf`, a wider model can make another narrower.
 */
function schemaKind(uses: ModelUses, turned: boolean): (before: Model, after: Model) => ChangeKind {
  return (before, after) => {
    const inResponses = uses.responses.has(after.name);
    const direction = schemaDirection(before.schema, after.schema);
    switch (direction) {
      case 'same':
        return 'documentation-changed';
      case 'narrower':
        return inResponses && !uses.requests.has(after.name) ? 'model-changed' : 'model-narrowed';
      case 'wider':
        return turned || inResponses ? 'model-changed' : 'model-widened';
      case 'unknown':
        return 'model-changed';
    }
  };
}

/** The models that some name, with those that their schemas refer to. */
function reachedFrom(names: ReadonlySet<string>, models: readonly Model[]): ReadonlySet<string> {
  const reached = new Set(names);
  for (const name of reached) {
    for (const { schema } of models.filter((model) => model.name === name)) {
      mapReferences(schema, (ref) => {
        const model = typeof ref === 'string' ? parseModelReference(ref) : undefined;
        if (model !== undefined) reached.add(model);
        return ref;
      });
    }
  }
  return reached;
}

/** The models that the routes of some APIs name, in their requests and responses. */
export function modelUses(
  routes: readonly {
    readonly requestModels: Readonly<Record<string, string>>;
    readonly responses: readonly { readonly responseModels?: Readonly<Record<string, string>> }[];
  }[],
): ModelUses {
  return {
    requests: new Set(routes.flatMap(({ requestModels }) => Object.values(requestModels))),
    responses: new Set(
      routes.flatMap(({ responses }) => responses.flatMap(({ responseModels }) => Object.values(responseModels ?? {}))),
    ),
  };
}

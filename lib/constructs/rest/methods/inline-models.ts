import { Token } from 'aws-cdk-lib';
import { parsePath, type HttpMethod } from '../../../model/index.js';
import { Model, type InlineSchema } from '../model.js';
import { pascalCase } from './pascal-case.js';
import type { MethodResponseProps, SharedMethodProps } from './method-props.js';

/** The members of a method that name models. */
type BodyShapes = Pick<SharedMethodProps, 'requestModels' | 'responses'>;

/** The same after every plain schema has become a model. */
export interface NamedBodyShapes {
  readonly requestModels?: Readonly<Record<string, Model>>;
  readonly responses?: readonly (MethodResponseProps & {
    readonly responseModels?: Readonly<Record<string, Model>>;
  })[];
}

/**
 * Makes models of plain schemas. A schema that has a title is named by it, another by what it is for:
 * `PostPetsRequest`, `GetPetsByPetIdResponse404`. The name is the same wherever the method stands among others.
 *
 * @param owner what the names begin with, as `methodModelName` and `groupModelName` give it
 */
export function nameInlineModels<T extends BodyShapes>(props: T, owner: string): T & NamedBodyShapes {
  const { requestModels, responses } = props;
  return {
    ...props,
    ...(requestModels !== undefined && { requestModels: nameModels(requestModels, `${owner}Request`) }),
    ...(responses !== undefined && {
      responses: responses.map((response) => ({
        ...response,
        ...(response.responseModels !== undefined && {
          responseModels: nameModels(response.responseModels, `${owner}Response${response.statusCode}`),
        }),
      })),
    }),
  } as T & NamedBodyShapes;
}

/** `PostPetsByPetId` of POST /pets/{petId}, or the operation's own name in the same form. */
export function methodModelName(httpMethod: HttpMethod, path: string, operationName?: string): string {
  return operationName === undefined || Token.isUnresolved(operationName)
    ? pascalCase(httpMethod.toLowerCase()) + pathName(path)
    : pascalCase(operationName);
}

/** `AdminDefault` of the defaults of a group, `Default` of those of an API. */
export function groupModelName(path: string): string {
  return `${pathName(path)}Default`;
}

/** @param plain the key whose model has the name alone */
export function nameModels(
  models: Readonly<Record<string, Model | InlineSchema>>,
  name: string,
  plain = 'application/json',
): Readonly<Record<string, Model>> {
  return Object.fromEntries(
    Object.entries(models).map(([contentType, model]) => [
      contentType,
      isModel(model)
        ? model
        : new Model({
            name: titleOf(model) ?? name + (contentType === plain ? '' : pascalCase(contentType)),
            schema: model,
          }),
    ]),
  );
}

/** Also a model of another copy of this library. */
function isModel(model: Model | InlineSchema): model is Model {
  return typeof (model as { readonly collect?: unknown }).collect === 'function';
}

function titleOf({ title }: InlineSchema): string | undefined {
  const name = typeof title === 'string' && !Token.isUnresolved(title) ? pascalCase(title) : '';
  return name === '' ? undefined : name;
}

function pathName(path: string): string {
  return parsePath(path)
    .map((part) => (part.kind === 'literal' ? pascalCase(part.text) : `By${pascalCase(part.name)}`))
    .join('');
}

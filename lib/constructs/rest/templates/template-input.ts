import { notInString } from './json-template.js';
import { TemplateExpression, type TemplateScope, type TemplateValue } from './template-expression.js';
import { escaped, parameterReference, pathParameterReference, singleQuoted } from './velocity-reference.js';

/** A body, or an item of a list in it. */
export interface TemplateDocument {
  /**
   * The value at a JSONPath, of whatever type it is. A value that is absent, or null, is an empty string; see `or` and
   * `optional`.
   *
   * @example
   * MappingTemplate.json({ id: input.path('$.id') }).source // {"id":$input.json('$.id')}
   */
  path(path: string): TemplateExpression;

  /**
   * A list with a value for every item of the list at a JSONPath, at most 1,000.
   *
   * @example
   * MappingTemplate.json({ ids: input.each('$.pets', (pet) => pet.path('$.id')) })
   */
  each(path: string, item: (item: TemplateDocument) => TemplateValue): TemplateExpression;
}

/** The request, or the backend's response, that a template maps. */
export interface TemplateInput extends TemplateDocument {
  /** The body as a string. */
  body(): TemplateExpression;

  /** A variable of the path, decoded: `Rex the dog` for `/pets/Rex%20the%20dog`. */
  pathParameter(name: string): TemplateExpression;

  /** A parameter of the query string; an empty string where there is none. */
  queryParameter(name: string): TemplateExpression;

  /** A header, whose name has to be spelled as it is sent; an empty string where there is none. */
  header(name: string): TemplateExpression;

  /**
   * A variable of the path, a parameter of the query string, or a header, in this order; an empty string where there is
   * none. A variable of the path is encoded as it is sent, and any caller can send a header of the name.
   */
  params(name: string): TemplateExpression;
}

/**
 * The request, or the backend's response, in a template that `MappingTemplate.json` builds.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export const input: TemplateInput = {
  ...documentAt('$'),
  body: () => stringExpression('$input.body'),
  pathParameter: (name) => stringExpression(pathParameterReference(name)),
  queryParameter: (name) => stringExpression(parameterReference('querystring', name)),
  header: (name) => stringExpression(parameterReference('header', name)),
  params: (name) => stringExpression(`$input.params(${singleQuoted(name)})`),
};

/** A reference whose value is printed as a string. */
export function stringExpression(reference: string): TemplateExpression {
  const string = (): string => printed(escaped(reference));
  return new TemplateExpression({ json: () => `"${string()}"`, string, reference });
}

/** The part of the body below a path, which may have variables as indexes of lists. */
function documentAt(root: string): TemplateDocument {
  const below = (path: string): string => `${root}${path.replace(/^\$/, '')}`;
  return {
    path: (path) => {
      const argument = quoted(below(path));
      const reference = `$input.path(${argument})`;
      return new TemplateExpression({
        json: () => `$input.json(${argument})`,
        string: (scope) => {
          const value = scope.variable();
          return `#set($${value} = ${reference})${printed(escaped(`"$!${value}"`))}`;
        },
        reference,
      });
    },
    each: (path, item) => listOf(below(path), item),
  };
}

function listOf(path: string, item: (item: TemplateDocument) => TemplateValue): TemplateExpression {
  const reference = `$input.path(${quoted(path)})`;
  const json = (scope: TemplateScope): string => {
    const [each, index] = [scope.variable(), scope.variable()];
    const value = scope.json(item(documentAt(`${path}[\${${index}}]`)));
    return `[#foreach($${each} in ${reference})#set($${index} = $foreach.index)${value}#if($foreach.hasNext),#{end}#{end}]`;
  };
  const string = (): string => {
    throw notInString();
  };
  return new TemplateExpression({ json, string, reference });
}

/** A path as an argument: in double quotes, which fill in variables, only where there are some. */
function quoted(path: string): string {
  return path.includes('${') ? `"${path.replaceAll('"', '""')}"` : singleQuoted(path);
}

/** A reference in braces, so that text after it is not part of it: `${a}.json` rather than `$a.json`. */
function printed(reference: string): string {
  return `\${${reference.slice(1)}}`;
}

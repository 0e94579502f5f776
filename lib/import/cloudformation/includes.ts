import type { Json, JsonObject, Place } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import type { Stack } from './stack.js';
import type { TemplateFiles } from './template-files.js';

const INCLUDE = 'AWS::Include';

/**
 * Puts in the files that a template or document includes by `AWS::Include`: among the members beside `Fn::Transform`, or
 * instead of an object that has no others; at the root where the section `Transform` names them. CloudFormation does so
 * before any other transform. An include that fails is reported and stays as it is; so does any other macro.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
 * Assumed: of members with the same name the included one wins; a section that the template has too gets the members of
 * both.
 *
 * @param stack - evaluates the addresses of the files, and takes the findings
 */
export function inlineIncludes<T extends Json>(document: T, stack: Stack, files: TemplateFiles, place?: Place): T;
export function inlineIncludes(document: Json, stack: Stack, files: TemplateFiles, place: Place = {}): Json {
  const including: Including = { stack, files };
  if (!isObject(document) || !isObject(document.Resources)) return inline(document, place, including);
  const sections = Object.entries(document).map(([name, section]) => [name, inlineSection(name, section, including)]);
  return inlineAtRoot(Object.fromEntries(sections) as JsonObject, including);
}

interface Including {
  readonly stack: Stack;
  readonly files: TemplateFiles;
}

function inlineSection(name: string, section: Json, including: Including): Json {
  if (name !== 'Resources' || !isObject(section)) return inline(section, { element: name }, including);
  const resources = Object.entries(section).map(([id, resource]) =>
    id === 'Fn::Transform' ? [id, resource] : [id, inline(resource, { element: id }, including)],
  );
  return merge(Object.fromEntries(resources) as JsonObject, { element: name }, including);
}

function inline(value: Json, place: Place, including: Including): Json {
  if (isList(value)) return value.map((item) => inline(item, place, including));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, inline(member, place, including)]);
  return merge(Object.fromEntries(members) as JsonObject, place, including);
}

/** Replaces the member `Fn::Transform` of an object by what its file holds. */
function merge(members: JsonObject, place: Place, including: Including): Json {
  const { 'Fn::Transform': transform, ...others } = members;
  const included = transform === undefined ? undefined : readIncluded(transform, place, including);
  if (included === undefined) return members;
  if (isObject(included)) return { ...others, ...included };
  if (Object.keys(others).length === 0) return included;
  including.stack.report('invalid-value', place, 'A file that is included among other members must hold an object');
  return members;
}

function inlineAtRoot(template: JsonObject, including: Including): JsonObject {
  const place = { property: 'Transform' };
  const transforms = [template.Transform ?? []].flat();
  const includes = transforms.filter((transform) => isObject(transform) && transform.Name === INCLUDE);
  if (includes.length === 0) return template;
  let complete: JsonObject = {
    ...template,
    Transform: transforms.filter((transform) => !includes.includes(transform)),
  };
  for (const include of includes) {
    const included = readIncluded(include, place, including);
    if (isObject(included)) complete = { ...complete, ...mergeSections(complete, included) };
  }
  return complete;
}

function mergeSections(template: JsonObject, included: JsonObject): JsonObject {
  const sections = Object.entries(included).map(([name, section]) => {
    const present = template[name];
    return [name, isObject(present) && isObject(section) ? { ...present, ...section } : section];
  });
  return Object.fromEntries(sections) as JsonObject;
}

/** The content of an included file; undefined, and reported, for a file that is not at hand and for other macros. */
function readIncluded(transform: Json, place: Place, { stack, files }: Including): Json | undefined {
  const { Name: name, Parameters: parameters } = isObject(transform) ? transform : {};
  if (name !== INCLUDE) {
    stack.report('not-read', place, `Cannot run the macro ${JSON.stringify(name ?? null)}: only its account can`);
    return undefined;
  }
  const address = isObject(parameters) ? stack.resolveLocally(parameters.Location ?? null, place) : undefined;
  if (typeof address !== 'string') {
    stack.report('unresolved-value', place, `Cannot include a file: Location of ${INCLUDE} has no value`);
    return undefined;
  }
  const found = files.document({ address });
  if (found.kind === 'missing') {
    stack.report('unresolved-value', place, `Cannot include "${address}": ${found.reason}`);
    return undefined;
  }
  for (const finding of found.diagnostics) stack.context.report(finding);
  if (includesAnother(found.document)) {
    stack.report('invalid-value', place, `Cannot include "${address}": an included file cannot include another`);
    return undefined;
  }
  return found.document;
}

function includesAnother(value: Json): boolean {
  if (isList(value)) return value.some(includesAnother);
  if (!isObject(value)) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (key === 'Fn::Transform' && isObject(member) && member.Name === INCLUDE) || includesAnother(member),
  );
}

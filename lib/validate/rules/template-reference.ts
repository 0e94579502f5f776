import { CONTEXT_MEMBERS, diagnostic, INPUT_MEMBERS, UTIL_FUNCTIONS, type ContextMembers } from '../../model/index.js';
import { references, VtlSyntaxError, type TemplateReference } from '../../vtl/index.js';
import { templatesOf } from '../templates.js';
import { defineRule } from '../rule.js';

/**
 * Names behind `$context`, `$input`, `$util` and `$stageVariables` that do not exist: they print nothing, and nothing
 * says so.
 */
export const templateReference = defineRule({
  codes: ['template-reference'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A template names a variable or a function that does not exist',
  fix: 'Use a name that the message lists, or define the stage variable',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html',
  check: (api) => {
    const variables = api.stages.map(({ name, variables: known = {} }) => ({ name, known }));
    return templatesOf(api).flatMap(({ parsed, placeAt }) => {
      if (parsed instanceof VtlSyntaxError) return [];
      return references(parsed).flatMap((reference) => {
        const unknown = unknownMember(reference, variables, CONTEXT_MEMBERS[api.protocol]);
        return unknown === undefined ? [] : [diagnostic('template-reference', placeAt(reference.start), unknown)];
      });
    });
  },
});

type StageVariables = readonly { readonly name: string; readonly known: object }[];

function unknownMember(
  reference: TemplateReference,
  stages: StageVariables,
  context: ContextMembers,
): string | undefined {
  const { name, members, call } = reference;
  const [first] = members;
  switch (name) {
    case 'context':
      return unknownContextMember(members, context);
    case 'input': {
      const member = first ?? call?.name;
      return member === undefined || INPUT_MEMBERS.includes(member)
        ? undefined
        : `Cannot find $input.${member}: there are ${INPUT_MEMBERS.join(', ')}`;
    }
    case 'util':
      if (first !== undefined) return `Cannot find $util.${first}: its functions are ${UTIL_FUNCTIONS.join(', ')}`;
      return call === undefined || UTIL_FUNCTIONS.includes(call.name)
        ? undefined
        : `Cannot find $util.${call.name}(): its functions are ${UTIL_FUNCTIONS.join(', ')}`;
    case 'stageVariables': {
      if (first === undefined) return undefined;
      const without = stages.filter(({ known }) => !Object.hasOwn(known, first)).map((stage) => stage.name);
      return without.length === 0
        ? undefined
        : `Cannot find the stage variable "${first}" in stage ${without.join(', ')}`;
    }
    default:
      return undefined;
  }
}

function unknownContextMember(members: readonly string[], context: ContextMembers): string | undefined {
  let known = context;
  for (const [index, member] of members.entries()) {
    const below = Object.hasOwn(known, member) ? known[member] : undefined;
    if (below === undefined) {
      return `Cannot find $context.${members.slice(0, index + 1).join('.')}: templates have no such variable`;
    }
    // Behind a text come properties of it, such as `.length`, which are Velocity's.
    if (typeof below === 'string') return undefined;
    known = below;
  }
  return undefined;
}

import { escaped } from '../../../templates/template-input.js';

/** Levels of lists and maps in a response unless props say otherwise. */
export const DEFAULT_DEPTH = 2;

/**
 * VTL that prints an item of DynamoDB as plain JSON: `{"age":{"N":"3"}}` becomes `{"age":3}`. Binary values stay base64.
 *
 * Lists and maps are written out level by level, since API Gateway does not take macros.
 *
 * Documented: a list of a JSON document prints as JSON (docs/aws/vtl.md section 4).
 *
 * @param item a VTL reference to the item
 * @param depth how many levels of lists and maps; what lies deeper prints as null
 */
export function itemJson(item: string, depth: number): string {
  const printed = `"${escaped('$key')}":#set($value = ${item}.get($key))${valueJson('$value', depth)}`;
  return `{#foreach($key in ${item}.keySet())${printed}#if($foreach.hasNext),#end#end}`;
}

function valueJson(value: string, depth: number): string {
  const cases: readonly (readonly [type: string, printed: string])[] = [
    ['S', `"${escaped(`${value}.S`)}"`],
    ['N', `${value}.N`],
    ['BOOL', `${value}.BOOL`],
    ['NULL', 'null'],
    ['SS', `${value}.SS`],
    // A list of strings that are numbers.
    ['NS', `${value}.NS.toString().replace('"', '')`],
    ['B', `"${value}.B"`],
    ['BS', `${value}.BS`],
  ];
  const branches = cases.map(
    ([type, printed], index) => `${index === 0 ? '#if' : '#elseif'}(${value}.containsKey('${type}'))${printed}`,
  );
  return `${branches.join('')}#{else}${depth === 0 ? 'null' : containerJson(value, depth)}#end`;
}

/** A list or a map: one loop for both, so that each level is written once. */
function containerJson(value: string, depth: number): string {
  const isMap = `#if(${value}.containsKey('M'))`;
  const [members, member, inner] = ['$members', '$member', '$value'].map((name) => `${name}${depth}`) as [
    string,
    string,
    string,
  ];
  return [
    `${isMap}{#set(${members} = ${value}.M.keySet())#{else}[#set(${members} = ${value}.L)#end`,
    `#foreach(${member} in ${members})`,
    `${isMap}"${escaped(member)}":#set(${inner} = ${value}.M.get(${member}))#{else}#set(${inner} = ${member})#end`,
    `${valueJson(inner, depth - 1)}#if($foreach.hasNext),#end#end`,
    `${isMap}}#{else}]#end`,
  ].join('');
}

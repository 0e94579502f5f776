import { escaped } from '../../../rest/templates/velocity-reference.js';

/**
 * VTL that prints an item of DynamoDB as plain JSON: `{"age":{"N":"3"}}` becomes `{"age":3}`. Binary values stay base64.
 *
 * The template has a loop for each level of lists and maps, since API Gateway does not support macros.
 *
 * Documented: a list of a JSON document prints as JSON (docs/aws/vtl.md section 4).
 *
 * @param item a VTL reference to the item
 * @param depth the levels of lists and maps; 2 by default; deeper values print as null
 */
export function itemJson(item: string, depth = 2): string {
  const { value } = variables(depth);
  const printed = `"${escaped('$name')}":#set(${value} = ${item}.get($name))${valueJson(depth)}`;
  return `{#foreach($name in ${item}.keySet())${printed}#if($foreach.hasNext),#end#end}`;
}

/** Names of the variables of one level, of which the outermost has the highest number. */
function variables(level: number): { readonly value: string; readonly type: string; readonly member: string } {
  return { value: `$v${level}`, type: `$t${level}`, member: `$k${level}` };
}

/** A value has one member, which is named for its type. */
function valueJson(level: number): string {
  const { value, type } = variables(level);
  const branches = [
    `#if(${type} == 'S')"${escaped(`${value}.S`)}"`,
    `#elseif(${type} == 'M' || ${type} == 'L')${level === 0 ? 'null' : containerJson(level)}`,
    `#elseif(${type} == 'NULL')null`,
    `#elseif(${type} == 'B')"${value}.B"`,
    // Strings that are numbers.
    `#elseif(${type} == 'NS')${value}.NS.toString().replace('"', '')`,
    `#{else}${value}.get(${type})#end`,
  ];
  return `#foreach(${type} in ${value}.keySet())${branches.join('')}#end`;
}

/** A list or a map: one loop for both, so that each level is written once. */
function containerJson(level: number): string {
  const { value, type, member } = variables(level);
  const inner = variables(level - 1).value;
  const members = `$m${level}`;
  const isMap = `#if(${type} == 'M')`;
  return [
    `#set(${members} = ${value}.get(${type}))${isMap}{#set(${members} = ${members}.keySet())#{else}[#end`,
    `#foreach(${member} in ${members})#set(${inner} = ${member})`,
    `${isMap}"${escaped(member)}":#set(${inner} = ${value}.M.get(${member}))#end`,
    `${valueJson(level - 1)}#if($foreach.hasNext),#end#end${isMap}}#{else}]#end`,
  ].join('');
}

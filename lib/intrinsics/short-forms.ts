import type { Json } from '../model/index.js';

const SHORT_FORMS: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  ...Object.fromEntries(
    [
      'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAZs GetAtt If ImportValue Join Length',
      'Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll',
    ]
      .join(' ')
      .split(' ')
      .map((name) => [`!${name}`, `Fn::${name}`]),
  ),
};

/**
 * The short forms of CloudFormation's functions in YAML: `!Sub text` is `{ 'Fn::Sub': text }`.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function readShortForm(tag: string, value: Json): Json | undefined {
  const name = Object.hasOwn(SHORT_FORMS, tag) ? SHORT_FORMS[tag] : undefined;
  if (name === undefined) return undefined;
  return { [name]: name === 'Fn::GetAtt' ? splitAttribute(value) : value };
}

/** `Orders.Arn` is `[Orders, Arn]`; `Nested.Outputs.Url` is `[Nested, Outputs.Url]`. */
function splitAttribute(value: Json): Json {
  const dot = typeof value === 'string' ? value.indexOf('.') : -1;
  return typeof value === 'string' && dot !== -1 ? [value.slice(0, dot), value.slice(dot + 1)] : value;
}

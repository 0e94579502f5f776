import type { Json } from '../model/index.js';
import { own } from '../support/own.js';
import { parseGetAtt } from './get-att.js';

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
  const name = own(SHORT_FORMS, tag);
  if (name === undefined) return undefined;
  return { [name]: name === 'Fn::GetAtt' ? (parseGetAtt(value) ?? value) : value };
}

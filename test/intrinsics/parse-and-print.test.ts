import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intrinsic, joinValues, reference, type Document, type Json, type ValuePart } from '../../lib/model/index.js';
import { parseIntrinsics, printIntrinsics } from '../../lib/intrinsics/index.js';

const arn = reference('Orders', 'Arn');
const region = reference('AWS::Region');
const imported = intrinsic('Fn::ImportValue', 'Other');

describe('printIntrinsics()', () => {
  test.each<[what: string, document: Document, expected: Json]>([
    ['a reference', reference('Orders'), { Ref: 'Orders' }],
    ['an attribute', arn, { 'Fn::GetAtt': ['Orders', 'Arn'] }],
    ['another function', imported, { 'Fn::ImportValue': 'Other' }],
    [
      'a function around a value',
      intrinsic('Fn::Select', [0, { list: arn }]),
      { 'Fn::Select': [0, { list: { 'Fn::GetAtt': ['Orders', 'Arn'] } }] },
    ],
    ['text around references', joinValues(['a-', region, '-', arn]), { 'Fn::Sub': 'a-${AWS::Region}-${Orders.Arn}' }],
    [
      'text with a stage variable',
      joinValues(['https://${stageVariables.host}/', region, '/$!{x}']),
      { 'Fn::Sub': 'https://${!stageVariables.host}/${AWS::Region}/$!{x}' },
    ],
    [
      'text around another function',
      joinValues(['https://', imported, '/', region]),
      { 'Fn::Sub': ['https://${Value1}/${AWS::Region}', { Value1: { 'Fn::ImportValue': 'Other' } }] },
    ],
    [
      'text around another function and a resource of the name that it would get',
      joinValues([reference('Value1'), imported]),
      { 'Fn::Sub': ['${Value1}${Value2}', { Value2: { 'Fn::ImportValue': 'Other' } }] },
    ],
    [
      'text that opens a brace which the next part closes',
      joinValues(['${stageVariables.', region, '}']),
      { 'Fn::Join': ['', ['${stageVariables.', { Ref: 'AWS::Region' }, '}']] },
    ],
    ['a dynamic reference', intrinsic('resolve', 'ssm:/pets/url'), '{{resolve:ssm:/pets/url}}'],
    [
      'text around a dynamic reference',
      joinValues(['https://', intrinsic('resolve', 'ssm:/host:1'), '/', region]),
      { 'Fn::Sub': 'https://{{resolve:ssm:/host:1}}/${AWS::Region}' },
    ],
    ['a document at any depth', { a: [{ b: region }, 1, null] }, { a: [{ b: { Ref: 'AWS::Region' } }, 1, null] }],
  ])('writes %s', (_what, document, expected) => {
    expect(printIntrinsics(document)).toEqual(expected);
  });
});

describe('parseIntrinsics()', () => {
  test.each<[what: string, json: Json, expected: Document]>([
    ['Ref', { Ref: 'Orders' }, reference('Orders')],
    ['Fn::GetAtt of a list', { 'Fn::GetAtt': ['Orders', 'Arn'] }, arn],
    ['Fn::GetAtt of a text', { 'Fn::GetAtt': 'Nested.Outputs.Arn' }, reference('Nested', 'Outputs.Arn')],
    ['Fn::GetAtt of a longer list', { 'Fn::GetAtt': ['Nested', 'Outputs', 'Arn'] }, reference('Nested', 'Outputs.Arn')],
    ['Fn::GetAtt without an attribute', { 'Fn::GetAtt': 'Nested' }, intrinsic('Fn::GetAtt', 'Nested')],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 3]] }, joinValues(['a-', region, '-3'])],
    ['Fn::Join of texts alone', { 'Fn::Join': ['', ['a', 'b']] }, 'ab'],
    [
      'Fn::Join of a list that is not known',
      { 'Fn::Join': [',', { Ref: 'List' }] },
      intrinsic('Fn::Join', [',', reference('List')]),
    ],
    ['Fn::Sub', { 'Fn::Sub': '${!a}-${Orders.Arn}-${AWS::Region}' }, joinValues(['${a}-', arn, '-', region])],
    [
      'Fn::Sub with a map',
      { 'Fn::Sub': ['${x}${y}', { x: { 'Fn::ImportValue': 'Other' }, y: 'z' }] },
      joinValues([imported, 'z']),
    ],
    [
      'Fn::Sub with a variable that is no text',
      { 'Fn::Sub': ['a-${x}', { x: ['b'] }] },
      joinValues(['a-', intrinsic('Fn::Sub', ['${x}', { x: ['b'] }])]),
    ],
    [
      'Fn::Sub with braces that hold no name',
      { 'Fn::Sub': '${} ${!} ${a${Orders.Arn}' },
      joinValues(['${} ${} ${a', arn]),
    ],
    ['nested functions', { 'Fn::Join': ['', [{ 'Fn::Sub': 'a${AWS::Region}' }, 'b']] }, joinValues(['a', region, 'b'])],
    ['an object that is no function', { Ref: 'a', Other: 'b' }, { Ref: 'a', Other: 'b' }],
  ])('reads %s', (_what, json, expected) => {
    expect(parseIntrinsics(json as Document)).toEqual(expected);
  });

  test('reads back whatever is written', () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/);
    const part = fc.oneof<fc.Arbitrary<ValuePart>[]>(
      fc.oneof(fc.string(), fc.constantFrom('${', '}', '${!', '$', '${a}', '${!a}', '!')),
      name.map((logicalId) => ({ kind: 'reference', logicalId })),
      fc.tuple(name, name).map(([logicalId, attribute]) => ({ kind: 'reference', logicalId, attribute })),
      name.map((argument) => ({ kind: 'intrinsic', name: 'Fn::ImportValue', argument })),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const value = joinValues(parts);
        expect(parseIntrinsics(printIntrinsics(value) as Document)).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });
});

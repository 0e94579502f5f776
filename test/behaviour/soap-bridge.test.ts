import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/soap-bridge/app.js';
import {
  element,
  eachElement,
  numberElement,
  soapFault,
  soapRequest,
  soapResponse,
} from '../../examples/soap-bridge/soap.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';
import { synthesizeExample } from '../support/example-template.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'soap-bridge');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

describe('examples/soap-bridge', () => {
  let warehouse: ChildProcess;
  let gateway: LocalGateway;
  let host: string;

  beforeAll(async () => {
    const { address, child } = await startExampleBackend(join(EXAMPLE, 'warehouse.mjs'));
    warehouse = child;
    host = address;
    gateway = await LocalGateway.fromStack(stack, {
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      stageVariables: { warehouse: address },
    });
  });
  afterAll(async () => {
    await gateway.close();
    warehouse.kill();
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
  });

  test('turns a page of HTML in place of a SOAP response into 502', async () => {
    const astray = await LocalGateway.fromStack(stack, {
      stageVariables: { warehouse: `${host}/elsewhere` },
    });
    const response = await astray.fetch('/stock/n-1');
    expect([response.status, await response.json()]).toEqual([502, { message: 'Bad Gateway' }]);
    await astray.close();
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the routes of its snapshot', async () => {
    await expect(stack).toMatchApiSnapshot();
  });

  test('has the template of its snapshot', () => {
    expect(synthesizeExample(stack)).toMatchSnapshot();
  });
});

describe('soapRequest()', () => {
  test('escapes what means something in XML, in texts and in lists', () => {
    const template = soapRequest('urn:x', 'Order', {
      Note: "$input.path('$.note')",
      Line: { each: "$input.path('$.lines')", item: (line) => ({ Count: `${line}.count` }) },
    });
    const { output } = template.render({ body: { note: '<a> & "b"', lines: [{ count: 1 }, { count: 2.5 }] } });
    expect(output).toContain(
      '<Order xmlns="urn:x"><Note>&lt;a&gt; &amp; "b"</Note><Line><Count>1</Count></Line><Line><Count>2.5</Count></Line></Order>',
    );
  });
});

describe('soapResponse()', () => {
  test.each<[xml: string, expected: unknown]>([
    ['<Name>a</Name>', { name: 'a' }],
    ['<x:Name lang="en">a</x:Name>', { name: 'a' }],
    ['<Names>b</Names><Name>a</Name>', { name: 'a' }],
    ['<Name></Name>', { name: '' }],
    ['<Name>&amp;quot; &quot; \\ \n &#x41;&#x20AC;&#10;é</Name>', { name: '&quot; " \\ \n A€\né' }],
    ['<Name>","admin":"yes</Name>', { name: '","admin":"yes' }],
  ])('reads %s', (xml, expected) => {
    const { output } = soapResponse({ name: element('Name') }).render({ body: xml });
    expect(JSON.parse(output)).toEqual(expected);
  });

  test('reads lists and numbers; a text that is not a number is null', () => {
    const template = soapResponse({ list: eachElement('Item', (item) => ({ count: numberElement('Count', item) })) });
    const { output } = template.render({
      body: '<Item><Count>-1.5</Count></Item><Item><Count>1,"x":2</Count></Item>',
    });
    expect(JSON.parse(output)).toEqual({ list: [{ count: -1.5 }, { count: null }] });
    expect(JSON.parse(template.render({ body: '<Nothing/>' }).output)).toEqual({ list: [] });
  });
});

describe('soapFault()', () => {
  test.each<[xml: string, status: unknown, message: string]>([
    ['<faultcode>s:Client</faultcode><faultstring>a "b"</faultstring>', 400, 'a "b"'],
    ['<faultcode>s:Client.NotFound</faultcode><faultstring>c</faultstring>', 404, 'c'],
    ['<faultcode>s:Server</faultcode><faultstring>secret</faultstring>', undefined, 'Bad Gateway'],
    ['<h1>Client</h1>', undefined, 'Bad Gateway'],
  ])('%s', (xml, status, message) => {
    const { output, overrides } = soapFault({ NotFound: 404, Client: 400 }).render({ body: xml });
    expect([JSON.parse(output), overrides.response.status]).toEqual([{ message }, status]);
  });
});

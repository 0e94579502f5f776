import { Compile, parse } from 'velocityjs';
import { TemplateContext } from '../lib/runtime/mapping/context-variables.js';
import { compileMappingTemplate, type MappingInput } from '../lib/runtime/mapping/render-template.js';
import { parseJson } from '../lib/support/java/json.js';
import { compileTemplate } from '../lib/vtl/index.js';
import { spread } from './statistics.js';

const ROUNDS = 9;

const LOOP = `[
#foreach($item in $list)
  { "id": "$item.id", "name": "$item.name", "price": $item.price, "stock": { "count": $item.stock.count, "index": $foreach.index, "shelf": "A" } }#if($foreach.hasNext),#end

#end
]
`;

const ITEMS = Array.from({ length: 50 }, (_, index) => ({
  id: `item-${String(index).padStart(4, '0')}`,
  name: `A thing with the number ${index}`,
  price: 100 + index,
  stock: { count: index * 3 },
}));

const PASSTHROUGH = "$input.json('$')";

/** What people deploy: parameters, context, a loop, conditions, escapes; about 5 kB of it. */
const REALISTIC = [
  `#set($root = $input.path('$'))
#set($all = $input.params())
{
  "requestId": "$context.requestId",
  "stage": "$context.stage",
  "params": {
#foreach($type in $all.keySet())
#set($params = $all.get($type))
    "$type": {
#foreach($name in $params.keySet())
      "$name": "$util.escapeJavaScript($params.get($name))"#if($foreach.hasNext),#end

#end
    }#if($foreach.hasNext),#end

#end
  },
`,
  ...Array.from(
    { length: 20 },
    (_, index) => `  "section${index}": {
#if($root.customer.name != "" && $root.total > ${index})
    "customer": "$util.escapeJavaScript($root.customer.name).replaceAll("\\\\'", "'")",
    "total": $root.total,
#else
    "customer": null,
#end
    "tag": "$!root.tags[0]", "position": ${index}
  },
`,
  ),
  '  "end": true\n}\n',
].join('');

const BODY = JSON.stringify({
  customer: { name: "Zoë O'Neil" },
  total: 119.98,
  tags: ['new', 'gift'],
  items: ITEMS.slice(0, 5),
});

/** Renders and compiles mapping templates, ours and velocityjs in turns, and says the CPU of each as lines. */
function measureAll(): readonly string[] {
  const list = parseJson(JSON.stringify(ITEMS));
  const loop = compileTemplate(LOOP);
  const peer = parse(LOOP);
  const passthrough = compileMappingTemplate(PASSTHROUGH);
  const realistic = compileMappingTemplate(REALISTIC);
  const outputBytes = loop.render({ list }).length;
  const subjects: readonly Subject[] = [
    { name: 'loop of 50, ours', calls: 4_000, run: () => loop.render({ list }) },
    { name: 'loop of 50, velocityjs', calls: 400, run: () => new Compile(peer).render({ list: ITEMS }) },
    {
      name: 'passthrough of 20 bytes',
      calls: 20_000,
      run: () => passthrough.render(mappingInput('{"id":7,"name":"Rex"}')).output,
    },
    {
      name: `realistic, ${REALISTIC.length} bytes`,
      calls: 2_000,
      run: () => realistic.render(mappingInput(BODY)).output,
    },
    { name: 'compile the loop', calls: 2_000, run: () => compileTemplate(LOOP).source },
    { name: 'compile the realistic one', calls: 500, run: () => compileMappingTemplate(REALISTIC).source },
  ];
  const figures = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round++) {
    // Interleaved, so that whatever else the machine does meets all alike; the first round warms up.
    for (const subject of subjects) {
      const micros = measure(subject);
      if (round > 0) figures.get(subject.name)?.push(micros);
    }
  }
  const lines = subjects.map(({ name }) => {
    const { median, minimum, maximum } = spread(figures.get(name) ?? []);
    return `${name.padEnd(28)} ${median.toFixed(1)} us CPU (${minimum.toFixed(1)}-${maximum.toFixed(1)})`;
  });
  const [ours = [], theirs = []] = figures.values();
  const ratio = spread(theirs.map((micros, index) => micros / (ours[index] ?? 1)));
  return [
    ...lines,
    `loop of 50 (${outputBytes} bytes out): goal 40 us, limit 60; velocityjs needs ${ratio.median.toFixed(1)} times as much (${ratio.minimum.toFixed(1)}-${ratio.maximum.toFixed(1)}), goal 8; compiling it: goal 400 us`,
  ];
}

interface Subject {
  readonly name: string;
  readonly calls: number;
  readonly run: () => string;
}

function measure({ calls, run }: Subject): number {
  let length = 0;
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) length += run().length;
  const { user, system } = process.cpuUsage(before);
  if (length === 0) throw new Error('Cannot measure: nothing was rendered');
  return (user + system) / calls;
}

function mappingInput(body: string): MappingInput {
  return {
    body,
    params: {
      path: { id: '7' },
      querystring: { q: 'a b', limit: '10' },
      header: { 'Content-Type': 'application/json' },
    },
    context: TemplateContext.complete({ requestId: 'r-1', stage: 'prod', identity: { sourceIp: '192.0.2.1' } }),
    stageVariables: { table: 'orders' },
  };
}

console.log(measureAll().join('\n'));

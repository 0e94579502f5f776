import { Compile, parse } from 'velocityjs';
import { compileTemplate, parseJson } from '../../lib/vtl/index.js';
import { calls } from '../calls.js';
import type { Scenario } from '../scenario.js';

export const LOOP = `[
#foreach($item in $list)
  { "id": "$item.id", "name": "$item.name", "price": $item.price, "stock": { "count": $item.stock.count, "index": $foreach.index, "shelf": "A" } }#if($foreach.hasNext),#end

#end
]
`;

export const ITEMS = Array.from({ length: 50 }, (_, index) => ({
  id: `item-${String(index).padStart(4, '0')}`,
  name: `A thing with the number ${index}`,
  price: 100 + index,
  stock: { count: index * 3 },
}));

function byHand(): string {
  let output = '[\n';
  let index = 0;
  for (const { id, name, price, stock } of ITEMS) {
    output += `  { "id": "${id}", "name": "${name}", "price": ${price}, "stock": { "count": ${stock.count}, "index": ${index}, "shelf": "A" } }`;
    index++;
    output += index < ITEMS.length ? ',\n' : '\n';
  }
  return `${output}]\n`;
}

const CALLS = 20_000;

// Measured to the bytes that are sent: a string of parts that nobody has joined yet costs little.
const ours = calls(CALLS, () => {
  const template = compileTemplate(LOOP);
  const list = parseJson(JSON.stringify(ITEMS));
  if (template.render({ list }) !== byHand()) throw new Error('The template and the function render different strings');
  return () => Buffer.from(template.render({ list }));
});

export const render: Scenario = {
  name: 'render',
  sentence: 'Render 50 items, against handwritten JavaScript',
  subject: ours,
  floor: calls(CALLS, () => () => Buffer.from(byHand())),
  goal: 1.6,
  limit: 2.5,
};

/** The goal: velocityjs needs at least eight times as much. */
export const renderVelocityjs: Scenario = {
  name: 'render-velocityjs',
  sentence: 'Render 50 items, against velocityjs',
  subject: ours,
  floor: calls(CALLS / 10, () => {
    const template = parse(LOOP);
    return () => Buffer.from(new Compile(template).render({ list: ITEMS }));
  }),
  goal: 1 / 8,
  limit: 1 / 5,
};

export const compile: Scenario = {
  name: 'compile',
  sentence: 'Compile a template, against velocityjs',
  subject: calls(CALLS / 10, () => () => compileTemplate(LOOP)),
  floor: calls(CALLS / 10, () => () => parse(LOOP)),
  goal: 0.5,
  limit: 0.8,
};

/** A local SOAP 1.1 warehouse service: `PORT=8082 node examples/soap-bridge/warehouse.mjs`. */
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8082);
const NAMESPACE = 'urn:example:warehouse';
const stock = new Map([
  ['n-1', { title: 'Nuts & bolts, 3/8" <short>', places: { 'Hall 1': 5, "Ann's shelf": 12 } }],
  ['w/2', { title: 'Wheel \\ Rad für Wägen', places: {} }],
]);
let reservations = 0;

const escapeXml = (text) =>
  String(text).replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character],
  );
const NAMED = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const textOf = (xml, name) => {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new Fault('Client', `The element ${name} is missing`);
  return text.replace(/&(\w+);/g, (_reference, entity) => NAMED[entity]);
};

class Fault extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const operations = {
  GetStock(request) {
    const sku = textOf(request, 'Sku');
    const { title, places } = find(sku);
    const elements = Object.entries(places).map(
      ([name, quantity]) =>
        `<w:Place id="${escapeXml(name)}"><w:Name>${escapeXml(name)}</w:Name><w:Quantity>${quantity}</w:Quantity></w:Place>`,
    );
    return `<w:Sku>${escapeXml(sku)}</w:Sku><w:Title>${escapeXml(title)}</w:Title>\n${elements.join('\n')}`;
  },
  Reserve(request) {
    const customer = textOf(request, 'Customer');
    if (customer === 'out of order') throw new Fault('Server', 'disk full on db-7.internal');
    const lines = request.split('<Line>').slice(1);
    let items = 0;
    for (const line of lines) {
      const [sku, quantity] = [textOf(line, 'Sku'), Number(textOf(line, 'Quantity'))];
      const inStock = Object.values(find(sku).places).reduce((sum, count) => sum + count, 0);
      if (quantity > inStock)
        throw new Fault('Client.NotEnough', `Only ${inStock} of "${sku}" are in stock for ${customer}`);
      items += quantity;
    }
    reservations += 1;
    return `<w:Number>R-${reservations} &amp;lt; ${escapeXml(customer)}</w:Number><w:Items>${items}</w:Items>`;
  },
};

function find(sku) {
  const found = stock.get(sku);
  if (found === undefined) throw new Fault('Client.NotFound', `No such item: "${sku}"`);
  return found;
}

function envelope(body) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:w="${NAMESPACE}">\n<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}

/** Responds to a request. The operation in the header and the operation in the body must match. */
function respond({ headers, url }, request) {
  if (url !== '/soap') return [404, 'text/html', '<h1>No such page</h1>'];
  const name = new RegExp(`^"${NAMESPACE}#(\\w+)"$`).exec(headers.soapaction ?? '')?.[1];
  try {
    if (!/^text\/xml\b/.test(headers['content-type'] ?? '')) throw new Fault('Client', 'The request is not XML');
    if (!Object.hasOwn(operations, name) || !request.includes(`<${name} xmlns="${NAMESPACE}">`)) {
      throw new Fault('Client', 'No such operation');
    }
    return [200, 'text/xml', envelope(`<w:${name}Response>${operations[name](request)}</w:${name}Response>`)];
  } catch (error) {
    const { code = 'Server', message } = error;
    const detail = `<faultcode>soapenv:${code}</faultcode><faultstring>${escapeXml(message)}</faultstring>`;
    return [500, 'text/xml', envelope(`<soapenv:Fault>${detail}</soapenv:Fault>`)];
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [status, type, body] = respond(request, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` });
    response.end(body);
  });
});

server.listen(port, '127.0.0.1', () => console.log(`warehouse at http://127.0.0.1:${server.address().port}/soap`));

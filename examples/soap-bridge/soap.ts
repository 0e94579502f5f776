import { HttpIntegration, MappingTemplate, TemplateExpression, type TemplateValue } from '../../lib/index.js';

/** An operation of a SOAP 1.1 service, called with a JSON request and answered as JSON. */
export interface SoapOperationProps {
  /** Where the service is; may have stage variables. */
  readonly url: string;
  readonly namespace: string;
  readonly operation: string;
  /** The elements of the request in the order of the service's schema. */
  readonly request: SoapElements;
  /** Status of a successful response. */
  readonly statusCode: number;
  /** JSON of a successful response, made of `element`, `numberElement` and `eachElement`. */
  readonly response: TemplateValue;
  /** Statuses by the end of the fault code; faults without one are a 502 and say nothing. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Elements by name: a reference of Velocity for a text, or a list with an element for each item. */
export type SoapElements = Readonly<Record<string, string | SoapList>>;

export interface SoapList {
  readonly each: string;
  readonly item: (item: string) => SoapElements;
}

const XML_HEADERS = {
  'integration.request.header.Content-Type': "'text/xml; charset=utf-8'",
  'integration.request.header.Accept': "'text/xml'",
} as const;

/** An integration with one operation of a SOAP service. */
export function soapOperation(props: SoapOperationProps): HttpIntegration {
  const { url, namespace, operation, statusCode, request, response, faults } = props;
  return new HttpIntegration(url, {
    proxy: false,
    httpMethod: 'POST',
    requestParameters: { ...XML_HEADERS, 'integration.request.header.SOAPAction': `'"${namespace}#${operation}"'` },
    requestTemplates: { 'application/json': soapRequest(namespace, operation, request) },
    // A body of another type would reach the service as it is.
    passthroughBehavior: 'NEVER',
    responses: [
      {
        statusCode,
        selectionPattern: '2\\d{2}',
        responseTemplates: { 'application/json': soapResponse(response) },
      },
      { statusCode: 502, responseTemplates: { 'application/json': soapFault(faults) } },
    ],
  });
}

/** JSON in, SOAP out. */
export function soapRequest(namespace: string, operation: string, elements: SoapElements): MappingTemplate {
  const body = `<${operation} xmlns="${namespace}">${printElements(elements)}</${operation}>`;
  return MappingTemplate.inline(
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`,
  );
}

function printElements(elements: SoapElements): string {
  return Object.entries(elements)
    .map(([name, value]) => {
      if (typeof value === 'string') return `${escapeInto('text', value)}<${name}>$text</${name}>`;
      return `#foreach($item in ${value.each})<${name}>${printElements(value.item('$item'))}</${name}>#end`;
    })
    .join('');
}

/** Sets a variable to a value with the characters escaped that mean something in XML. */
function escapeInto(variable: string, reference: string): string {
  const escaped = `$${variable}.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')`;
  return `#set($value = ${reference})#set($${variable} = "$!value")#set($${variable} = ${escaped})`;
}

/** XML back to JSON. */
export function soapResponse(value: TemplateValue): MappingTemplate {
  return MappingTemplate.inline(`${READ_XML}${MappingTemplate.json(value).source}`);
}

/**
 * `$xml` is the backend's response, in which every text is the inside of a JSON string. A reference such as `&quot;` becomes
 * an escape of JSON, so a text can neither end its string nor look like a tag.
 */
const READ_XML = [
  String.raw`#set($xml = $util.escapeJavaScript($input.body).replaceAll("\\'", "'"))`,
  ...Object.entries({
    lt: '003c',
    gt: '003e',
    quot: '0022',
    apos: '0027',
    '#39': '0027',
    '#34': '0022',
    '#10': '000a',
  }).map(([name, code]) => String.raw`#set($xml = $xml.replace('&${name};', '\u${code}'))`),
  String.raw`#set($xml = $xml.replaceAll('&#x([0-9A-Fa-f]{4});', '\\u$1').replaceAll('&#x([0-9A-Fa-f]{2});', '\\u00$1'))`,
  String.raw`#set($xml = $xml.replace('&amp;', '\u0026'))`,
  '',
].join('\n');

/** The text of the first element of a name; fails the response where there is none. */
export function element(name: string, within = '$xml'): TemplateExpression {
  return TemplateExpression.velocity(`"${textOf(name, within)}"`);
}

/** The same as a number; null for a text that is not one. */
export function numberElement(name: string, within = '$xml'): TemplateExpression {
  return TemplateExpression.velocity(
    `#set($number = ${textOf(name, within)})#if($number.matches('-?[0-9]+([.][0-9]+)?'))$number#{else}null#end`,
  );
}

/** A list with a value for each element of a name. */
export function eachElement(name: string, item: (within: string) => TemplateValue): TemplateExpression {
  const part = `$part${name}`;
  const value = MappingTemplate.json(item(part)).source;
  // The first part stands before the first element.
  return TemplateExpression.velocity(
    `[#foreach(${part} in $xml.split('${startTag(name)}'))#if($foreach.index > 0)${value}#if($foreach.hasNext),#end#end#end]`,
  );
}

function textOf(name: string, within: string): string {
  return `${within}.split('${startTag(name)}').get(1).split('<').get(0)`;
}

/** A start tag with or without prefix and attributes. */
function startTag(name: string): string {
  return String.raw`<(?:[\w-]+:)?${name}(?:\s[^>]*)?>`;
}

/** A fault with a known code becomes its status and its message; anything else says nothing to the caller. */
export function soapFault(statuses: Readonly<Record<string, number>>): MappingTemplate {
  const branches = Object.entries(statuses).map(
    ([code, status], index) =>
      `${index === 0 ? '#if' : '#elseif'}($xml.matches('(?s).*<faultcode>[^<]*[:.]${code}<.*'))` +
      `#set($context.responseOverride.status = ${status}){"message":"${textOf('faultstring', '$xml')}"}`,
  );
  return MappingTemplate.inline(`${READ_XML}${branches.join('')}#{else}{"message":"Bad Gateway"}#end`);
}

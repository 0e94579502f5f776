import { HttpIntegration, MappingTemplate, TemplateExpression, type TemplateValue } from '../../lib/index.js';

/** An operation of a SOAP 1.1 service, called with a JSON request; the response is JSON. */
export interface SoapOperationProps {
  /** The URL of the service; may contain stage variables. */
  readonly url: string;
  readonly namespace: string;
  readonly operation: string;
  /** The elements of the request in the order of the service's schema. */
  readonly request: SoapElements;
  /** Status of a successful response. */
  readonly statusCode: number;
  /** JSON of a successful response, made of `element`, `numberElement` and `eachElement`. */
  readonly response: TemplateValue;
  /** Statuses by the end of the fault code. The response to any other fault is a 502 without details. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Elements by name: a Velocity reference for a string, or a list with an element for each item. */
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
    // A body of another content type would reach the service unchanged.
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

/** The template that maps a JSON request to a SOAP request. */
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

/** Sets a variable to a value whose XML special characters are escaped. */
function escapeInto(variable: string, reference: string): string {
  const escaped = `$${variable}.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')`;
  return `#set($value = ${reference})#set($${variable} = "$!value")#set($${variable} = ${escaped})`;
}

/** The template that maps the XML of a response to JSON. */
export function soapResponse(value: TemplateValue): MappingTemplate {
  return MappingTemplate.inline(`${READ_XML}${MappingTemplate.json(value).source}`);
}

/**
 * `$xml` is the backend's response, escaped so that any part of it can be placed in a JSON string. A reference such as `&quot;`
 * becomes a JSON escape, so an element's content can neither end its string nor look like a tag.
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

/** The content of the first element with a name, as a string. The request fails if the element is missing. */
export function element(name: string, within = '$xml'): TemplateExpression {
  return TemplateExpression.velocity(`"${textOf(name, within)}"`);
}

/** The content of the first element with a name, as a number; null if it is not a number. */
export function numberElement(name: string, within = '$xml'): TemplateExpression {
  return TemplateExpression.velocity(
    `#set($number = ${textOf(name, within)})#if($number.matches('-?[0-9]+([.][0-9]+)?'))$number#{else}null#end`,
  );
}

/** A list with a value for each element with a name. */
export function eachElement(name: string, item: (within: string) => TemplateValue): TemplateExpression {
  const part = `$part${name}`;
  const value = MappingTemplate.json(item(part)).source;
  // The first part precedes the first element.
  return TemplateExpression.velocity(
    `[#foreach(${part} in $xml.split('${startTag(name)}'))#if($foreach.index > 0)${value}#if($foreach.hasNext),#end#end#end]`,
  );
}

function textOf(name: string, within: string): string {
  return `${within}.split('${startTag(name)}').get(1).split('<').get(0)`;
}

/** A regular expression for a start tag, with or without a prefix and attributes. */
function startTag(name: string): string {
  return String.raw`<(?:[\w-]+:)?${name}(?:\s[^>]*)?>`;
}

/** Maps a fault with a known code to its status and message. Any other response becomes a 502 without details. */
export function soapFault(statuses: Readonly<Record<string, number>>): MappingTemplate {
  const branches = Object.entries(statuses).map(
    ([code, status], index) =>
      `${index === 0 ? '#if' : '#elseif'}($xml.matches('(?s).*<faultcode>[^<]*[:.]${code}<.*'))` +
      `#set($context.responseOverride.status = ${status}){"message":"${textOf('faultstring', '$xml')}"}`,
  );
  return MappingTemplate.inline(`${READ_XML}${branches.join('')}#{else}{"message":"Bad Gateway"}#end`);
}

/** JSON as json-smart 2.2 reads and prints it: the parser and printers behind `$input` and `$util.parseJson`. */
export { JavaJsonSyntaxError, MAX_JSON_DEPTH, parseJson } from './json-parser.js';
export { MAX_PRINTED_CHARACTERS, printJson, type JsonStyle } from './json-printer.js';

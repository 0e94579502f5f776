'use strict';
// Makes lines of what a function prints. Plain CommonJS, so that a worker loads it from source and from dist.

const { StringDecoder } = require('node:string_decoder');

/**
 * What one line may have at most, in characters; a longer one is printed in pieces of about that.
 *
 * Documented: CloudWatch Logs takes 1 MB in one event, https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const LINE_LIMIT_CHARACTERS = 1024 * 1024;

/** Calls `emit` for each whole line of what is written, and at `end` for a last one without its end. */
class OutputLines {
  constructor(emit) {
    this.emit = emit;
    this.decoder = new StringDecoder('utf8');
    this.partial = '';
    this.hasWritten = false;
  }

  /** Bytes may end within a character, of which the next ones bring the rest. */
  write(chunk) {
    this.hasWritten = true;
    const text = typeof chunk === 'string' ? this.decoder.end() + chunk : this.decoder.write(chunk);
    let start = 0;
    // Only what is new is searched: a line that comes in many pieces would cost their square.
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', start)) {
      this.emitLine(text.slice(start, at));
      start = at + 1;
    }
    this.partial += text.slice(start);
    if (this.partial.length >= LINE_LIMIT_CHARACTERS) this.emitLine('');
  }

  end() {
    if (!this.hasWritten) return;
    this.hasWritten = false;
    const rest = this.decoder.end();
    if (this.partial !== '' || rest !== '') this.emitLine(rest);
  }

  emitLine(rest) {
    const line = this.partial + rest;
    this.partial = '';
    this.emit(line);
  }
}

module.exports = { OutputLines };

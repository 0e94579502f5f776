'use strict';
// `awslambda.streamifyResponse` and `awslambda.HttpResponseStream`, the globals of Lambda's Node runtimes, over a stream
// that keeps what is written. Plain CommonJS, so that a worker loads it from source and from dist.

const { Writable } = require('node:stream');
const { RuntimeError } = require('./node-error.cjs');

// The symbol is the runtime's; wrappers such as Powertools or middy look for it.
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const PRELUDE_CONTENT_TYPE = 'application/vnd.awslambda.http-integration-response';
const PRELUDE_DELIMITER = Buffer.alloc(8);

const responseStreaming = {
  streamifyResponse(handler) {
    handler[STREAMING] = 'response';
    return handler;
  },
  HttpResponseStream: {
    /** Puts `metadata` (statusCode, headers, cookies) and eight NUL bytes before the first byte of the body. */
    from(stream, metadata) {
      stream.setContentType(PRELUDE_CONTENT_TYPE);
      const prelude = JSON.stringify(metadata);
      stream._onBeforeFirstWrite = (write) => {
        write(prelude);
        write(PRELUDE_DELIMITER);
      };
      return stream;
    },
  },
};

/** Collects a streamed response; `content()` is what was written so far. */
class ResponseStream extends Writable {
  constructor() {
    super({ decodeStrings: true });
    this.contentType = 'application/octet-stream';
    this.chunks = [];
    this.isStarted = false;
  }

  setContentType(contentType) {
    if (this.isStarted) {
      throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    }
    this.contentType = contentType;
  }

  write(chunk, ...rest) {
    const isBytes = typeof chunk === 'string' || chunk instanceof Uint8Array;
    if (!this.isStarted) this.start();
    return super.write(isBytes ? chunk : JSON.stringify(chunk), ...rest);
  }

  end(chunk, ...rest) {
    if (!this.isStarted && chunk !== undefined && typeof chunk !== 'function') this.start();
    return super.end(chunk, ...rest);
  }

  start() {
    this.isStarted = true;
    this._onBeforeFirstWrite?.((chunk) => super.write(chunk));
  }

  _write(chunk, _encoding, callback) {
    this.chunks.push(chunk);
    callback();
  }

  content() {
    return Buffer.concat(this.chunks);
  }
}

function isStreaming(handler) {
  return handler[STREAMING] === 'response';
}

module.exports = { ResponseStream, isStreaming, responseStreaming };

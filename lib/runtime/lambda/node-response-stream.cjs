'use strict';
// `awslambda.streamifyResponse` and `awslambda.HttpResponseStream`, the globals of Lambda's Node runtimes, over a stream
// to whoever takes the response. Plain CommonJS, so that a worker loads it from source and from dist.

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

/**
 * A streamed response. `streams.openStream(contentType, onAbandoned)` begins it and returns `{ write(bytes, taken) }`; a
 * chunk that is not taken yet holds up the next ones. When nobody reads on, the stream is destroyed.
 */
class ResponseStream extends Writable {
  constructor(streams) {
    super({ decodeStrings: true });
    this.streams = streams;
    this.contentType = 'application/octet-stream';
    this.isStarted = false;
    this.isAbandoned = false;
    this.output = undefined;
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
    this.open();
    this.output.write(chunk, () => callback());
  }

  _writev(chunks, callback) {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), undefined, callback);
  }

  _final(callback) {
    this.open();
    callback();
  }

  open() {
    this.output ??= this.streams.openStream(this.contentType, () => {
      this.isAbandoned = true;
      this.destroy();
    });
  }
}

function isStreaming(handler) {
  return handler[STREAMING] === 'response';
}

module.exports = { ResponseStream, isStreaming, responseStreaming };

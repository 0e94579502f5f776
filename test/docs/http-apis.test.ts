import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { transpile } from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'http-apis.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text = '']) => text);

describe('docs/http-apis.md', () => {
  test('has the blocks that are run here', () => expect(blocks).toHaveLength(7));

  test.each(blocks.map((text, index) => [index, text] as const))('block %i runs and synthesizes', (_index, text) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new sluice.HttpApi(stack, 'Given');
    api.get('/', new sluice.HttpUrlIntegration('https://example.com'));
    const functions = Object.fromEntries(['listPets', 'handler'].map((id) => [id, inlineFunction(stack, id)]));
    const pool = new UserPool(stack, 'Users');
    const resources = {
      queue: new Queue(stack, 'Queue'),
      stream: new Stream(stack, 'Stream'),
      logGroup: new LogGroup(stack, 'Log'),
      role: new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
      pool,
      client: pool.addClient('Web'),
      Duration,
    };
    // A block that declares what it is given elsewhere does it in a scope of its own.
    runInNewContext(`{ ${transpile(text)} }`, { ...sluice, ...functions, ...resources, stack, api });
    app.synth();
  });

  test('names integrations that exist', () => {
    const named = [...page.matchAll(/`(Http\w+Integration)(?:\.(\w+))?/g)];
    const missing = named.filter(([, name = '', member]) => {
      const found = (sluice as Readonly<Record<string, unknown>>)[name] as
        Readonly<Record<string, unknown>> | undefined;
      return found === undefined || (member !== undefined && typeof found[member] !== 'function');
    });
    expect(missing.map(([text]) => text)).toEqual([]);
  });
});

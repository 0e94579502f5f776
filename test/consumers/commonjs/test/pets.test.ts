import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addMatchers, LocalGateway } from 'sluice/testing';
import { corsHeaders } from 'sluice/lambda';
import { compileTemplate } from 'sluice/vtl';
import { PetsStack } from '../lib/pets-stack';

test('the stack synthesizes and answers', async () => {
  const stack = new PetsStack(new App(), 'Pets');
  Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::RestApi', 1);

  const gateway = await LocalGateway.fromStack(stack, { lambdaIsolation: 'thread' });
  try {
    const response = await gateway.fetch('/pets/7');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ petId: '7' });
    expect((await gateway.fetch('/health')).status).toBe(200);
    expect((await gateway.fetch('/nothing')).status).toBe(403);
  } finally {
    await gateway.close();
  }
});

test('matchers work in Jest', async () => {
  addMatchers(expect);
  const stack = new PetsStack(new App(), 'Pets');
  await expect(stack).toMatchApiSnapshot();
  const gateway = await LocalGateway.fromStack(stack);
  try {
    await expect(gateway).toAllow('GET', '/health');
    await expect(gateway).not.toAllow('GET', '/nothing');
  } finally {
    await gateway.close();
  }
});

test('every entry loads', () => {
  expect(typeof corsHeaders).toBe('function');
  expect(compileTemplate('#set($x = 1)$x').render({})).toBe('1');
});

// Does with the real client what programs do. Says nothing and exits with 0 where all is as OpenAI's own server has it.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [baseURL, apiKey] = process.argv.slice(2);
const openai = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: 'user', content: 'Hello' }];

const ids = [];
for await (const model of openai.models.list()) ids.push(model.id);
assert.ok(ids.includes('sim/length-20'));

const whole = await openai.chat.completions.create({ model: 'sim/length-20', messages });
assert.equal(whole.choices[0].finish_reason, 'stop');
assert.ok(whole.usage.total_tokens > 0);

const stream = await openai.chat.completions.create({
  model: 'sim/length-20',
  messages,
  stream: true,
  stream_options: { include_usage: true },
});
let text = '';
let usage = null;
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta.content ?? '';
  usage ??= chunk.usage;
}
assert.equal(text, whole.choices[0].message.content);
assert.ok(usage.completion_tokens > 0);

const called = [];
const runner = openai.chat.completions.runTools({
  model: 'sim/obeys-qwen3',
  messages: [{ role: 'user', content: 'call look {"at":"it"}' }],
  stream: true,
  tools: [
    {
      type: 'function',
      function: {
        name: 'look',
        description: 'Looks.',
        parameters: { type: 'object', properties: { at: { type: 'string' } } },
        parse: JSON.parse,
        function: (given) => {
          called.push(given);
          return 'a fold';
        },
      },
    },
  ],
});
assert.equal(await runner.finalContent(), 'The tools gave: a fold');
assert.deepEqual(called, [{ at: 'it' }]);

const long = await openai.chat.completions.create({ model: 'sim/rate-50-length-3000', messages, stream: true });
for await (const chunk of long) {
  if (chunk.choices[0].delta.content) break;
}

const wrong = new OpenAI({ baseURL, apiKey: 'pk-wrong', maxRetries: 0 });
await assert.rejects(wrong.models.list(), OpenAI.AuthenticationError);
await assert.rejects(
  openai.chat.completions.create({ model: 'sim/none', messages }),
  (error) => error instanceof OpenAI.NotFoundError && error.code === 'model_not_found',
);
await assert.rejects(openai.chat.completions.create({ model: 'sim/status-400', messages }), OpenAI.BadRequestError);
const broken = await openai.chat.completions.create({ model: 'sim/length-10-end-cut', messages, stream: true });
await assert.rejects(async () => {
  for await (const chunk of broken) assert.ok(chunk);
}, OpenAI.APIError);

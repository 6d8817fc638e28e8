// An MCP server on stdio that does what well-kept ones do not, and says on stderr every line that it is sent.
import { createInterface } from 'node:readline';

const tools = ['slow', 'huge', 'die', 'change', 'fail', 'half.hidden name', 'resources'];

process.on('SIGTERM', () => console.error('will not go'));
console.log('Welcome! This line is no message.');
setInterval(() => {}, 1000);

function send(message) {
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
}

// Two on a page.
function list(cursor) {
  const start = Number(cursor ?? 0);
  const page = tools.slice(start, start + 2).map((name) => ({ name, description: name, inputSchema: { type: 'object' } }));
  return start + 2 < tools.length ? { tools: page, nextCursor: String(start + 2) } : { tools: page };
}

const calls = {
  slow: () => undefined,
  huge: () => ({ content: [{ type: 'text', text: 'x'.repeat(2 << 20) }] }),
  die: () => process.exit(3),
  change: () => {
    tools.push('newcomer');
    send({ method: 'notifications/tools/list_changed' });
    return { content: [] };
  },
  fail: () => ({ isError: true, content: [{ type: 'text', text: 'no such file' }] }),
  resources: () => ({
    content: [
      { type: 'image', mimeType: 'image/png', data: 'AAAAAA==' },
      { type: 'resource', resource: { uri: 'file:///a.txt', mimeType: 'text/plain', text: 'words' } },
      { type: 'resource', resource: { uri: 'file:///a.bin', mimeType: 'application/zip', blob: 'AAAA' } },
      { type: 'resource_link', uri: 'file:///b', name: 'b' },
    ],
  }),
  'half.hidden name': () => ({ content: [{ type: 'text', text: 'found' }] }),
};

function answer({ id, method, params }) {
  const results = {
    initialize: () => ({
      protocolVersion: params.protocolVersion,
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'odd', version: '1' },
    }),
    'tools/list': () => list(params?.cursor),
    'tools/call': () => calls[params.name](),
    ping: () => ({}),
  };
  const result = results[method]?.();
  if (id !== undefined && result !== undefined) {
    send({ id, result });
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  console.error('got ' + line);
  answer(JSON.parse(line));
});

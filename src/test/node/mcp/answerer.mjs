// An agent on @modelcontextprotocol/sdk: it waits for a question, answers it, and acknowledges.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const { URL: url, TOKEN: token } = process.env;
const client = new Client({ name: 'answerer', version: '1' });
const transport = new StreamableHTTPClientTransport(new URL(url), {
  requestInit: { headers: { Authorization: `Bearer ${token}` } },
});
await client.connect(transport);
const { tools } = await client.listTools();

async function call(name, args, options) {
  const result = await client.callTool({ name, arguments: args }, undefined, options);
  if (result.isError) {
    throw new Error(`${name}: ${result.content[0].text}`);
  }
  return result.structuredContent;
}

async function next() {
  const waiting = { timeout: 70000, onprogress: () => console.log('waits') };
  const inbox = await call('check_inbox', { wait_seconds: 60 }, waiting);
  return inbox.messages[0];
}

console.log(`tools ${tools.length} of ${transport.protocolVersion}`);
const question = await next();
console.log(`asked by ${question.from}: ${question.body}`);
await call('send_message', { in_reply_to: question.id, body: 'It is 8642.', key: 'reply' });
const thanks = await next();
console.log(`told by ${thanks.from}: ${thanks.body}`);
const done = await call('acknowledge', { ids: [thanks.id] });
console.log(`acknowledged ${done.acknowledged.length}`);
await transport.terminateSession();
await client.close();
console.log('ended');

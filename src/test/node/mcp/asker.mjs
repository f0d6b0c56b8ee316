// An agent on @modelcontextprotocol/client: it asks agent-3, and reads what was recorded.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const { URL: url, TOKEN: token, MODE: mode } = process.env;
const client = new Client(
  { name: 'asker', version: '1' },
  { versionNegotiation: { mode } },
);
const transport = new StreamableHTTPClientTransport(new URL(url), {
  requestInit: { headers: { Authorization: `Bearer ${token}` } },
});
await client.connect(transport);

const told = new Map();
async function call(name, args = {}) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError) {
    throw new Error(`${name}: ${result.content[0].text}`);
  }
  told.set(name, result.structuredContent);
  return result.structuredContent;
}

const { tools } = await client.listTools();
const me = await call('whoami');
const others = await call('list_agents');
const refused = await client.callTool({
  name: 'send_message',
  arguments: { to: ['agent-33'], body: 'Hello' },
});
const unknown = await client.callTool({ name: 'shout', arguments: {} }).catch((e) => e);
const misfit = await client
  .callTool({ name: 'check_inbox', arguments: { wait_seconds: 'long' } })
  .catch((e) => e);
const inboxUri = 'multichat://inbox';
const updated = new Promise((done) => {
  client.setNotificationHandler('notifications/resources/updated', (note) => done(note.params.uri));
});
const stateless = client.getProtocolEra() === 'modern';
const subscription = stateless
  ? await client.listen({ resourceSubscriptions: [inboxUri] })
  : await client.subscribeResource({ uri: inboxUri });
const opened = await call('open_session', { topic: 'Ports', participants: ['agent-3'], key: 'p' });
const answer = await call('ask', {
  to: ['agent-3'],
  session: opened.id,
  subject: 'Port',
  body: 'Which port is it?',
  key: 'port',
});
const thanks = await call('send_message', {
  session: opened.id,
  in_reply_to: answer.replies[0].id,
  body: 'Thank you.',
  key: 'thanks',
});
const devlog = await call('read_devlog', { message: answer.id });
const history = await call('read_session', { session: opened.id });
const sessions = await call('list_sessions');
const inbox = await call('check_inbox');
const waited = [];
await client.callTool(
  { name: 'check_inbox', arguments: { wait_seconds: 2 } },
  { onprogress: (progress) => waited.push(progress) },
);
const resources = await client.listResources();
const log = await client.readResource({ uri: `multichat://devlogs/${answer.id}` });
const prompts = await client.listPrompts();
const join = await client.getPrompt({ name: 'join' });

console.log(
  JSON.stringify({
    version: client.getNegotiatedProtocolVersion(),
    tools: tools.map((tool) => tool.name),
    me: me.id,
    others: others.agents.map((agent) => agent.id),
    refused: { isError: refused.isError, text: refused.content[0].text },
    unknown: { code: unknown.code, message: unknown.message },
    misfit: misfit.isError ? misfit.content[0].text : misfit.message,
    question: answer.id,
    thanks: thanks.id,
    state: answer.state,
    replies: answer.replies.map((reply) => [reply.from, reply.body]),
    history: history.messages.map((message) => message.body),
    sessions: sessions.sessions.map((session) => session.topic),
    inbox: inbox.messages.length,
    progress: waited.length,
    devlog: devlog.devlogs[0].markdown,
    updated: await updated,
    resources: resources.resources.map((resource) => resource.uri),
    log: log.contents[0].text,
    prompts: prompts.prompts.map((prompt) => prompt.name),
    join: join.messages[0].content.text,
  }),
);
if (stateless) {
  await subscription.close();
}
await client.close();

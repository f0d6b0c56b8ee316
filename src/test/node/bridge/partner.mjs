import EventBus from '@vertx/eventbus-bridge-client.js';

const bus = new EventBus(process.env.URL);
bus.defaultHeaders = { Authorization: `Bearer ${process.env.TOKEN}` };
bus.onerror = (failure) => console.log('error', JSON.stringify(failure));
bus.onclose = (end) => {
  console.log('closed', end.code, end.reason);
  process.exit(0);
};

const call = (operation, body, headers = {}) =>
  new Promise((done, fail) =>
    bus.send(`multichat.${operation}`, body, headers, (refusal, reply) =>
      refusal ? fail(refusal) : done(reply.body)));

const refused = (what) => (refusal) =>
  console.log(what, refusal.failureCode, refusal.failureType, refusal.message);

bus.onopen = async () => {
  bus.registerHandler('multichat.agent.agent-2', refused('foreign inbox'));
  bus.registerHandler('multichat.session.agent-2-alone', refused('foreign session'));
  await call('send', { to: ['agent-9'], body: 'Hello' }).catch(refused('unknown'));
  await call('send', { to: ['agent-2'], body: 'Hello' }, { agent: 'operator', 'Multichat-Agent': 'operator' })
    .catch(refused('claimed'));
  await call('nothing', {}).catch(refused('no operation'));
  bus.registerHandler('multichat.agent.agent-3', async (refusal, push) => {
    push.reply({});
    console.log('asked', push.body.body);
    await call('send', { inReplyTo: push.body.id, kind: 'inform', body: 'It is 8642.' });
    await call('send', { to: ['agent-2'], body: 'Anything else?' });
  });
  await call('agents', {});
  console.log('ready');
};

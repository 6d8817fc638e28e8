// The React hook, rendered: a front end as small as can be, and a person who uses it.
import assert from 'node:assert/strict';
import { ai, ask, Chat, isHttp, page, transport, until, useChat } from './client.mjs';

const window = page();
Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: false });
globalThis.navigator ??= window.navigator;
const { createElement, Fragment, StrictMode } = await import('react');
const { createRoot } = await import('react-dom/client');

function Part({ part, onWord }) {
  if (part.type === 'text' || part.type === 'reasoning') return createElement('p', { className: part.type }, part.text);
  if (part.type !== 'dynamic-tool') return null;
  const word = (approved) =>
    createElement('button', { onClick: () => onWord({ id: part.approval.id, approved }) }, approved ? 'Allow' : 'Deny');
  return createElement(
    'section',
    null,
    `${part.toolName} ${part.state}`,
    part.state === 'approval-requested' && [true, false].map((said) => createElement('span', { key: said }, word(said))),
  );
}

function FrontEnd({ says, ...options }) {
  const { messages, status, sendMessage, stop, addToolApprovalResponse } = useChat(options);
  return createElement(
    'div',
    null,
    createElement('output', null, status),
    createElement('button', { onClick: () => sendMessage({ text: says }) }, 'Send'),
    createElement('button', { onClick: () => stop() }, 'Stop'),
    messages
      .filter((message) => message.role === 'assistant')
      .flatMap((message) => message.parts)
      .map((part, at) => createElement(Part, { key: at, part, onWord: addToolApprovalResponse })),
  );
}

const options = (model, id) => ({
  id,
  transport: transport(model, { headers: { 'X-On-Hang-Up': 'continue' } }),
  sendAutomaticallyWhen: ai.lastAssistantMessageIsCompleteWithApprovalResponses,
});

/** Shows a front end; gives what a person sees of it and can do with it. In strict mode all effects come twice. */
function shown(given, mode = Fragment) {
  const element = window.document.body.appendChild(window.document.createElement('div'));
  const root = createRoot(element);
  const show = (what) => root.render(createElement(mode, null, createElement(FrontEnd, what)));
  show(given);
  return {
    show,
    sees: (what) => element.textContent.includes(what),
    text: (type) => [...element.querySelectorAll(`.${type}`)].map((one) => one.textContent).join(''),
    click: async (name) => {
      const button = () => [...element.querySelectorAll('button')].find((one) => one.textContent === name);
      await until(`there is ${name}`, button);
      button().click();
    },
    close: () => root.unmount(),
  };
}

async function checkAnswers({ OBEDIENT, THINKING, AWAY }) {
  const thinking = shown({ ...options(THINKING, crypto.randomUUID()), says: 'Hello' });
  await thinking.click('Send');
  await until('it is answered', () => thinking.sees('ready') && thinking.text('text'));
  assert.match(thinking.text('reasoning'), /\w/);
  thinking.close();

  const asking = shown({ ...options(OBEDIENT, crypto.randomUUID()), says: AWAY });
  await asking.click('Send');
  await asking.click('Deny');
  await until('it goes on', () => asking.sees('fetch_url output-denied') && asking.sees('The tools gave'));
  asking.close();
}

async function checkStopAndResume({ STEADY }) {
  const id = crypto.randomUUID();
  const first = shown({ ...options(STEADY, id), says: 'Hello' });
  await first.click('Send');
  await until('words come', () => first.text('text').length > 20);
  const reloaded = shown({ ...options(STEADY, id), says: '', resume: true }, StrictMode);
  await until('it is resumed', () => reloaded.text('text').length > first.text('text').length / 2 + 20);
  await first.click('Stop');
  await until('it has stopped', () => first.sees('ready'));
  if (isHttp) await ask('POST', `/api/ai-sdk/chat/${id}/stop`);
  await until('it is stopped for all', () => reloaded.sees('ready'));
  first.close();
  reloaded.close();
}

/** Chats that the front end keeps itself: one goes on while another is shown. */
async function checkSwitching({ STEADY, THINKING }) {
  const [slow, quick] = [STEADY, THINKING].map((model) => new Chat(options(model, crypto.randomUUID())));
  const view = shown({ chat: slow, says: 'Hello' });
  await view.click('Send');
  await until('words come', () => view.text('text').length > 20);
  const before = view.text('text');
  view.show({ chat: quick, says: 'Hello' });
  await until('the other is shown', () => view.sees('ready'));
  await view.click('Send');
  await until('it is answered', () => view.text('reasoning') && view.sees('ready'));
  view.show({ chat: slow, says: 'Hello' });
  await until('the first has gone on', () => view.text('text').length > before.length + 20);
  assert.ok(view.text('text').startsWith(before));
  if (isHttp) await ask('POST', `/api/ai-sdk/chat/${slow.id}/stop`);
  else await view.click('Stop');
  await until('it is stopped', () => view.sees('ready'));
  view.close();
}

export async function checkHook(models) {
  await checkAnswers(models);
  await checkStopAndResume(models);
  await checkSwitching(models);
}

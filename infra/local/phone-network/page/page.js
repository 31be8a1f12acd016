// The handsets of the local phone network. Everything that anybody wrote is set as text, never as markup, and what is on the page
// is added to, never drawn afresh: a half-written text and the focus stay where they are.

const roles = ['patient', 'family', 'responder', 'staff', 'probe', 'unknown'];
const byId = (id) => document.getElementById(id);
const cards = new Map();
const time = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

async function ask(method, path, body) {
  const sent = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, { method, ...sent });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? 'The network did not take that.');
  return answer;
}

const doorOf = (number) => `/handsets/${encodeURIComponent(number)}`;

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes the card of a handset and what its buttons do. */
function cardOf(number) {
  const known = cards.get(number);
  if (known) return known;
  const root = byId('handset').content.firstElementChild.cloneNode(true);
  const find = (selector) => root.querySelector(selector);
  const card = { number, root, find, calls: new Map(), texts: 0, changes: -1 };
  cards.set(number, card);

  find('.number').textContent = number;
  const write = find('.write');
  write.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = write.elements.body;
    write.elements.body.value = '';
    act(card, 'texts', { body: value }).then((done) => {
      if (!done && write.elements.body.value === '') write.elements.body.value = value;
    });
  });
  write.elements.body.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    write.requestSubmit();
  });
  find('.ring').addEventListener('click', () => act(card, 'calls'));
  find('.behaviour select').addEventListener('change', (event) => act(card, '', { behaviour: event.target.value }, 'PUT'));
  return card;
}

/** Does something with a handset and shows the handset as it is then. Resolves to whether it could be done. */
async function act(card, action, body, method = 'POST') {
  const problem = card.find('.problem');
  problem.hidden = true;
  try {
    show(card, await ask(method, `${doorOf(card.number)}${action && `/${action}`}`, body));
    return true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
    return false;
  }
}

function describe(card, handset) {
  const { label, role, behaviour } = handset;
  setText(card.find('.label'), label);
  setText(card.find('.role'), role === 'unknown' ? 'not known' : role === 'probe' ? 'test' : role);
  card.root.setAttribute('aria-label', label);
  card.find('.texts').setAttribute('aria-label', `Texts of ${label}`);
  card.find('.write textarea').setAttribute('aria-label', `Text from ${label}`);
  const select = card.find('.behaviour select');
  if (document.activeElement !== select) select.value = behaviour;
  card.searched = `${label} ${handset.number} ${role}`.toLowerCase();
  if (card.role !== role) place(card, role);
}

/** Puts a card behind the last one of its role. */
function place(card, role) {
  card.role = role;
  card.root.dataset.role = role;
  const rank = roles.indexOf(role);
  const after = [...byId('handsets').children].find((each) => each !== card.root && roles.indexOf(each.dataset.role) > rank);
  byId('handsets').insertBefore(card.root, after ?? null);
}

function show(card, handset) {
  describe(card, handset);
  const list = card.find('.texts');
  if (card.isStale) {
    list.replaceChildren();
    card.texts = 0;
    card.isStale = false;
  }
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const news = handset.texts.slice(card.texts);
  for (const text of news) list.append(bubble(text, handset.number));
  card.texts = Math.max(card.texts, handset.texts.length);
  if (news.length > 0 && isAtEnd) list.scrollTop = list.scrollHeight;
  const open = handset.calls.filter((call) => call.state !== 'ended');
  const last = handset.calls.at(-1);
  const shown = last && last.state === 'ended' ? [last, ...open] : open;
  showCalls(card, shown, handset.number);
  card.ringing = open.some((call) => call.state === 'ringing' && call.to === handset.number);
  card.root.classList.toggle('rings', card.ringing);
  showRinging();
}

function bubble(text, number) {
  const item = document.createElement('li');
  item.className = text.from === number ? 'bubble mine' : 'bubble';
  const words = document.createElement('p');
  words.textContent = text.body;
  const when = document.createElement('small');
  when.textContent = time.format(new Date(text.at));
  item.append(words, when);
  return item;
}

function showCalls(card, calls, number) {
  const place = card.find('.calls');
  const kept = new Set(calls.map((call) => call.id));
  for (const [id, view] of card.calls) {
    if (kept.has(id)) continue;
    view.root.remove();
    card.calls.delete(id);
  }
  for (const call of calls) showCall(card, callView(card, call, place), call, number);
  place.hidden = calls.length === 0;
}

function callView(card, call, place) {
  const known = card.calls.get(call.id);
  if (known) return known;
  const root = byId('call').content.firstElementChild.cloneNode(true);
  const find = (selector) => root.querySelector(selector);
  const view = { root, find, said: 0 };
  for (const key of '123456789*0#') {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.addEventListener('click', () => act(card, 'keys', { digits: key }));
    find('.keypad').append(button);
  }
  const speak = find('.speak');
  speak.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = speak.elements.words;
    speak.elements.words.value = '';
    act(card, 'speak', { words: value }).then((done) => {
      if (!done && speak.elements.words.value === '') speak.elements.words.value = value;
    });
  });
  find('.answer').addEventListener('click', () => act(card, 'answer'));
  find('.hang-up').addEventListener('click', () => act(card, 'hangup'));
  card.calls.set(call.id, view);
  place.append(root);
  return view;
}

const endings = {
  busy: 'Declined or busy',
  'no-answer': 'Missed call',
  failed: 'Call failed',
  canceled: 'The caller gave up',
  completed: 'Call ended',
};

function showCall(card, view, call, number) {
  const { root, find } = view;
  const other = call.from === number ? call.to : call.from;
  const isIncoming = call.to === number;
  const title =
    call.state === 'ended'
      ? `${endings[call.status] ?? 'Call ended'}: ${other}`
      : call.connectedTo
        ? `Connected to ${call.connectedTo}`
        : call.state === 'answered'
          ? `On a call with ${other}`
          : isIncoming
            ? `${other} is calling`
            : `Calling ${other}`;
  setText(find('h3'), title);
  root.className = `call ${call.state === 'ringing' ? 'ringing-call' : call.state}`;
  const answer = find('.answer');
  const focused = root.contains(document.activeElement) ? document.activeElement : undefined;
  answer.hidden = !(call.state === 'ringing' && isIncoming);
  find('.keypad').hidden = call.state !== 'answered';
  find('.speak').hidden = call.state !== 'answered';
  find('.hang-up').hidden = call.state === 'ended';
  setText(find('.hang-up'), call.state === 'ringing' && isIncoming ? 'Decline' : 'Hang up');
  // A button that goes away must not take the focus with it.
  if (focused?.checkVisibility() === false) (call.state === 'answered' ? find('.keypad button') : card.root).focus();
  const log = find('.transcript');
  for (const line of call.transcript.slice(view.said)) {
    const item = document.createElement('li');
    item.className = line.who === 'person' ? 'keys' : '';
    item.textContent = line.who === 'service' ? line.says : line.keys ? `pressed ${line.keys}` : `said “${line.says}”`;
    log.append(item);
    // Once it is laid out: a call that the page finds under way stands nowhere yet.
    requestAnimationFrame(() => {
      log.scrollTop = log.scrollHeight;
    });
  }
  view.said = Math.max(view.said, call.transcript.length);
}

/** The phones that ring, wherever on the page they are. */
function showRinging() {
  const ringing = [...cards.values()].filter((card) => card.ringing);
  const list = byId('ringing-list');
  const named = ringing.map((card) => card.number).join(' ');
  byId('ringing').hidden = ringing.length === 0;
  if (list.dataset.named === named) return;
  list.dataset.named = named;
  list.replaceChildren(
    ...ringing.map((card) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = card.find('.label').textContent;
      button.addEventListener('click', () => reveal(card));
      item.append(button);
      return item;
    }),
  );
}

function reveal(card) {
  byId('filter').value = '';
  filter();
  card.root.scrollIntoView({ block: 'start' });
  card.root.focus({ preventScroll: true });
}

function filter() {
  const wanted = byId('filter').value.trim().toLowerCase();
  let found = 0;
  for (const card of cards.values()) {
    card.root.hidden = !(card.searched ?? '').includes(wanted);
    if (!card.root.hidden) found += 1;
  }
  byId('none').hidden = found > 0;
}

function showNetwork(network) {
  setText(byId('service-number'), network.serviceNumber);
  setText(byId('now'), dateAndTime.format(new Date(network.now)));
  byId('now').dateTime = network.now;
  const link = byId('console');
  link.hidden = !network.consoleUrl;
  if (network.consoleUrl) link.href = network.consoleUrl;
  for (const select of byId('settings').querySelectorAll('select')) {
    if (document.activeElement !== select) select.value = network[select.name];
  }
}

function trouble(message) {
  setText(byId('trouble'), message ?? '');
  byId('trouble').hidden = !message;
}

async function look() {
  try {
    const [network, { handsets }] = await Promise.all([ask('GET', '/network'), ask('GET', '/handsets')]);
    showNetwork(network);
    for (const handset of handsets.filter((each) => each.role !== 'service')) {
      const card = cardOf(handset.number);
      if (card.changes === handset.changes) continue;
      show(card, await ask('GET', doorOf(handset.number)));
      card.changes = handset.changes;
    }
    filter();
    trouble();
  } catch {
    // After a restart the counts begin anew, so every phone is read again.
    for (const card of cards.values()) Object.assign(card, { changes: -1, isStale: true });
    trouble('The network does not answer. This page tries again every second.');
  }
}

async function keepLooking() {
  if (!document.hidden) await look();
  setTimeout(keepLooking, 1000);
}

byId('filter').addEventListener('input', filter);
byId('settings').addEventListener('change', (event) => {
  ask('PUT', '/network', { [event.target.name]: event.target.value }).then(showNetwork, (error) => trouble(error.message));
});
byId('new-handset').addEventListener('submit', async (event) => {
  event.preventDefault();
  const field = event.target.elements.number;
  const number = field.value.trim();
  try {
    if (!cards.has(number)) show(cardOf(number), await ask('PUT', doorOf(number), { behaviour: 'manual' }));
    field.value = '';
    reveal(cards.get(number));
    cards.get(number).find('.write textarea').focus();
  } catch (error) {
    cards.delete(number);
    trouble(error.message);
  }
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) look();
});
keepLooking();

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sqliteLedger } from '../../functions/ledger/sqlite-ledger.ts';
import { isSignedByProvider } from '../../functions/phone/signature.ts';
import { localConfig } from '../../functions/platform/config.ts';
import { AUTH_TOKEN } from './alongside.ts';

/** What `npm run -s load` holds the local run against: for each text the signature, two reads and one commit, and nothing else. */

/** About what a text and its history weigh in the ledger. */
const ITEMS = 6;
const FILLING = 'x'.repeat(400);

const { port, host, data } = localConfig();
const ledger = sqliteLedger({ file: join(data, 'ledger.db') });
let publicUrl = '';
let count = 0;

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const form = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
  const signature = String(request.headers['x-twilio-signature']);
  if (!isSignedByProvider({ signature, path: request.url ?? '', query: '', form }, { publicUrl, tokens: [AUTH_TOKEN] })) {
    response.writeHead(403).end();
    return;
  }
  const pk = `floor#${form.From}`;
  await ledger.get({ pk, sk: 'number' });
  await ledger.query(pk, { from: 'state#', to: 'state$' });
  count += 1;
  const items = Array.from({ length: ITEMS }, (_, place) => ({
    pk,
    sk: place < ITEMS / 2 ? `state#${place}` : `past#${count}#${place}`,
  }));
  await ledger.commit(items.map((key) => ({ put: { ...key, version: 1, data: { words: FILLING } }, expect: 'any' })));
  response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>');
});
server.listen(port, host, () => {
  publicUrl = `http://${host}:${(server.address() as AddressInfo).port}`;
  console.log(`Floor ${publicUrl}`);
});

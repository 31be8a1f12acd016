import type { Catalogue } from '../../../functions/care/catalogue.ts';
import { claimItem, closeItem } from '../../../functions/flows/attend-item.ts';
import { doWork } from '../../../functions/flows/do-work.ts';
import { queueOf } from '../../../functions/flows/look.ts';
import { receiveReceipt } from '../../../functions/flows/receive-receipt.ts';
import { receiveText } from '../../../functions/flows/receive-text.ts';
import { recordEvent } from '../../../functions/flows/record-event.ts';
import { sweep } from '../../../functions/flows/sweep.ts';
import type { Calls } from './counting-ledger.ts';
import { workbench } from './workbench.ts';

/** How often each flow asks the ledger. Counts, not times: the same on every machine. */
export async function countLedgerCalls(catalogue: Catalogue): Promise<Record<string, Calls>> {
  const bench = await workbench(catalogue);
  const { world, service } = bench;
  const { count } = world.ledger;
  const { id, phone } = await bench.enrol(0);
  bench.takeWork();
  const text = (providerId: string, body: string) =>
    receiveText(world, { service: service.id, from: phone, to: service.number, body, providerId, pictures: 0 });
  const key = { service: service.id, person: id };
  const calls: Record<string, Calls> = {};

  await text('SM1', 'ok');
  calls.reply = await count(() => text('SM2', 'feet a bit sore'));
  calls.sameTextAgain = await count(() => text('SM2', 'feet a bit sore'));
  const twiml = await text('SM4', 'fine thanks');
  const [, dispatch = ''] = /[?&;]d=([^"&#]+)/.exec(twiml) ?? [];
  calls.receipt = await count(() =>
    receiveReceipt(world, { service: service.id, dispatch, providerId: 'SM5', status: 'delivered' }),
  );

  bench.takeWork();
  calls.event = await count(() => recordEvent(world, key, 'ann', { kind: 'diagnosis', on: '2026-10-07' }));
  // Past the day after, as nobody is asked who has just said how she is.
  bench.advance({ days: 2 });
  calls.sweepOfNothing = await (async () => {
    const empty = await workbench(catalogue);
    const counted = await empty.world.ledger.count(() => sweep(empty.world));
    empty.sqlite.close();
    return counted;
  })();
  await sweep(world);
  const checkIn = bench.takeWork().find((work) => work.does === 'agenda' && work.kind === 'check-in');
  if (!checkIn) throw new Error('no check-in is due');
  calls.checkIn = await count(() => doWork(world, checkIn));
  const question = bench.takeWork().find((work) => work.does === 'agenda' && work.kind === 'dispatch');
  if (!question) throw new Error('the check-in is not handed over');
  calls.handOver = await count(() => doWork(world, question));
  calls.danger = await count(() => text('SM3', 'cant get my breath'));

  const [item] = await queueOf(world, service.id, service.team);
  if (!item) throw new Error('nothing is in the queue');
  const by = { service: service.id, staff: 'ann', item: item.entry.id };
  calls.claim = await count(() => claimItem(world, by));
  calls.close = await count(() => closeItem(world, by, 'spoke'));
  bench.sqlite.close();
  return calls;
}

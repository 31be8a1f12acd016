import type { Draft } from '../care/draft.ts';
import { HOUSE } from '../care/house.ts';
import { newPerson, nothingOpen } from '../care/new-person.ts';
import { saysHere } from '../care/presence.ts';
import { hereTexted } from '../care/presence-watch.ts';
import type { Service } from '../care/service.ts';
import { PROBE } from '../care/test-phone.ts';
import { notePresence } from './note-presence.ts';
import type { ArrivedText } from './receive-text.ts';
import { house } from './watch-house.ts';
import type { Writer } from './who-wrote.ts';
import type { World } from './world.ts';

/** Texts that concern the service itself and no patient: its own report of every day, and somebody on the staff who says that they are there. */
export interface OwnText extends Writer {
  /** Answers it, where it is not read like any other text. */
  answer?: (draft: Draft) => void;
}

/** Undefined when a text is neither. */
export async function ownText(world: World, service: Service, { from, body }: ArrivedText): Promise<OwnText | undefined> {
  if (from === service.probe?.number) {
    const enrolledAt = world.clock.now().toUTC().toISO();
    const create = () => nothingOpen(newPerson(service, { id: PROBE, kind: 'probe', phone: from, enrolledAt }));
    return { person: PROBE, create, changes: [] };
  }
  const staff = service.staff.find(({ phone }) => phone === from);
  if (!staff || !saysHere(body, service)) return undefined;
  await notePresence(world, service, staff);
  return {
    person: HOUSE,
    create: () => house(world, service),
    changes: [],
    answer: (draft) => hereTexted(draft, staff.id, from),
  };
}

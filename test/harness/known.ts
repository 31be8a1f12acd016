import { DateTime } from 'luxon';
import { begin, type Draft } from '../../functions/care/draft.ts';
import type { Known } from '../../functions/care/known.ts';
import type { Person } from '../../functions/care/person.ts';
import type { Service } from '../../functions/care/service.ts';
import { catalogue } from './town.ts';

/** What is known of Mary, and decisions about her at a given moment, for tables of rules. */

export const demo = catalogue.services[0] as Service;

export function mary(more: Partial<Person> = {}): Known {
  const person: Person = {
    id: 'mary',
    service: 'demo',
    kind: 'patient',
    phone: '+447700900201',
    language: 'en',
    channel: 'text',
    timeZone: 'Europe/London',
    quietHours: { from: '20:00', to: '09:00' },
    name: 'Mary Thornton',
    preferredName: 'Mary',
    nation: 'england',
    nurse: 'ann',
    deputy: 'bel',
    treatments: [],
    knownToPalliativeTeam: false,
    needs: {},
    reach: {},
    contacts: [],
    standing: { answeredAt: '2026-11-01T10:00:00.000Z', welcomedAt: '2026-11-01T10:00:00.000Z' },
    messages: 0,
    events: [],
    unsolicited: [],
    enrolledAt: '2026-11-01T10:00:00.000Z',
    ...more,
  };
  return { person, series: [], recent: [], queue: [], dispatches: [], agenda: [] };
}

/** A decision about `known` at `at` (UTC): a Wednesday morning unless told otherwise. */
export function decision(known: Known, at = '2026-11-25T10:00:00Z', more: Partial<Draft> = {}): Draft {
  const now = DateTime.fromISO(at, { zone: 'utc' });
  return begin(known, { now, service: demo, words: catalogue, production: false, who: 'test', fresh: 'f', ...more });
}

/** What a decision leaves known. */
export function after({ person, series, question, recent, queue, escalation, dispatches, agenda }: Draft): Known {
  return structuredClone({
    person,
    series,
    recent,
    queue,
    dispatches,
    agenda,
    ...(question && { question }),
    ...(escalation && { escalation }),
  });
}

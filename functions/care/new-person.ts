import type { Known } from './known.ts';
import type { Person } from './person.ts';
import type { Service } from './service.ts';

/** Somebody of whom nothing is known but a number, with what the service assumes until it hears otherwise. */
export function newPerson(service: Service, who: Pick<Person, 'id' | 'kind' | 'phone' | 'enrolledAt'>): Person {
  return {
    service: service.id,
    language: 'en',
    channel: 'text',
    timeZone: service.timeZone,
    quietHours: service.quietHours,
    nation: service.nation,
    treatments: [],
    knownToPalliativeTeam: false,
    needs: {},
    reach: {},
    contacts: [],
    standing: {},
    messages: 0,
    events: [],
    unsolicited: [],
    ...who,
  };
}

/** A person about whom nothing is open. */
export function nothingOpen(person: Person): Known {
  return { person, series: [], recent: [], queue: [], dispatches: [], agenda: [] };
}

import type { Person } from '../../functions/care/person.ts';
import type { Change } from '../../functions/ledger/ledger.ts';
import type { PhoneNetwork } from './phone-network/index.ts';

/** Names the handsets of patients and their relatives as they are enrolled, so that a person at the page knows whose is whose. */
export function handsetNames(network: PhoneNetwork): (changes: readonly Change[]) => void {
  const known = new Map<string, string>();

  return (changes) => {
    for (const change of changes) {
      if (!('put' in change) || change.put.sk !== 'state#person') continue;
      const person = change.put.data as unknown as Person;
      if (person.kind !== 'patient') continue;
      label(person.phone, person.preferredName ?? '', 'patient', person.id);
      for (const contact of person.contacts) label(contact.phone, contact.name, 'family', person.id);
    }
  };

  function label(number: string, name: string, role: 'patient' | 'family', patientId: string): void {
    if (known.get(number) === name) return;
    known.set(number, name);
    network.label(number, { label: name, role, patientId });
  }
}

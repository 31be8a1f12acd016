import { IANAZone, Info, type Zone } from 'luxon';

/**
 * Time zones that remember how far they are from UTC. luxon asks the engine's calendar at each look, which costs more than all else that is decided
 * about a text; a day on which no clock changes has one offset, and nearly every day is one.
 */

const DAY = 86_400_000;
/** Days that one zone remembers before it begins again: more than any decision looks at. */
const MOST_DAYS = 2_000;

/** luxon takes a zone as a class of its own. */
class RememberingZone extends IANAZone {
  /** By days since 1970 in UTC; null where the clock changes, and each instant has to be asked about. */
  readonly #days = new Map<number, number | null>();

  override offset(at: number): number {
    const day = Math.floor(at / DAY);
    let offset = this.#days.get(day);
    if (offset === undefined) {
      const begins = super.offset(day * DAY);
      offset = begins === super.offset((day + 1) * DAY) ? begins : null;
      if (this.#days.size >= MOST_DAYS) this.#days.clear();
      this.#days.set(day, offset);
    }
    return offset ?? super.offset(at);
  }
}

/** There are no more than the engine knows names for. */
const zones = new Map<string, Zone>();

/** The zone of an IANA name; an invalid one, as luxon has it, for what is no name. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const plain = Info.normalizeZone(name);
  if (!plain.isValid) return plain;
  const zone = plain instanceof IANAZone ? new RememberingZone(name) : plain;
  zones.set(name, zone);
  return zone;
}

import { array, strictObject, type string } from 'zod';

/** What a service's file may set for the daily proofs that it works. `of` are the shapes that every part of the file shares. */
export function proofSchemas<T extends ReturnType<typeof string>>(of: { duration: T; time: T; e164: T; id: T; phrase: T }) {
  const { duration, time, e164, id, phrase } = of;
  return {
    handover: strictObject({ before: duration, again: duration }).optional(),
    presence: strictObject({
      within: duration,
      since: duration,
      duty: id,
      deputy: id,
      texted: array(phrase).min(1),
    }).optional(),
    watch: strictObject({ escalation: duration, entry: duration, tells: duration }).optional(),
    probe: strictObject({ number: e164, at: time, until: time, waits: duration, check: duration }).optional(),
  };
}

import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { dutyOf, saysHere, seen, workingDay } from '../../functions/care/presence.ts';
import type { Service } from '../../functions/care/service.ts';
import { demo } from '../harness/known.ts';
import { catalogue } from '../harness/town.ts';

/** Who is on duty by day: the rota says who should be, having been seen says who is. */

const holidays = catalogue.bankHolidays;
const at = (time: string, date = '2026-11-25') => DateTime.fromISO(`${date}T${time}`, { zone: 'Europe/London' });

function service(present: Record<string, string> = {}, more: Partial<Service> = {}): Service {
  const rota = [
    { duty: 'day-duty', staff: 'ann' },
    { duty: 'day-deputy', staff: 'bel' },
  ];
  const staff = Object.fromEntries(Object.entries(present).map(([id, time]) => [id, at(time).toUTC().toISO() ?? '']));
  return { ...demo, rota, present: { on: '2026-11-25', staff }, ...more };
}

describe('who is rung for the day', () => {
  test.each([
    ['before opening the rota is taken at its word', {}, '08:59', 'ann', false],
    ['and for a quarter of an hour after it', {}, '09:14', 'ann', false],
    ['then her deputy, if she has been seen', { bel: '08:40' }, '09:15', 'bel', false],
    ['her deputy is passed over who has not been seen either', { lena: '09:10' }, '09:15', 'lena', false],
    ['the lead, when nobody has been seen at all', {}, '09:15', 'lena', true],
    ['whoever comes late has it again', { bel: '08:40', ann: '10:20' }, '10:20', 'ann', false],
    ['whoever has been seen in the hour before opening is there', { ann: '08:00' }, '16:59', 'ann', false],
    ['at night nobody is asked for', {}, '21:00', 'ann', false],
  ])('%s', (_, present, time, who, nobody) => {
    const duty = dutyOf(service(present), holidays, at(time));
    expect([duty.staff?.id, duty.nobody ?? false]).toEqual([who, nobody]);
  });

  test('a phone that lies on the ward is there', () => {
    const shared = service({}, { rota: [{ duty: 'day-duty', staff: 'duty' }] });
    expect(dutyOf(shared, holidays, at('12:00')).staff?.id).toBe('duty');
  });

  test('the deputy that stands with the nurse counts where the rota names none', () => {
    const staff = demo.staff.map((each) => (each.id === 'ann' ? { ...each, deputy: 'bel' } : each));
    const one = service({ bel: '09:00' }, { staff, rota: [{ duty: 'day-duty', staff: 'ann' }] });
    expect(dutyOf(one, holidays, at('09:30')).staff?.id).toBe('bel');
  });

  test('what was seen yesterday says nothing of today', () => {
    expect(dutyOf(service({ ann: '09:00' }), holidays, at('09:30', '2026-11-26')).staff?.id).toBe('lena');
  });

  test('where presence is not asked for the rota is all there is', () => {
    const { presence, ...without } = service();
    expect(presence).toBeDefined();
    expect(dutyOf(without, holidays, at('12:00')).nobody).toBeUndefined();
  });
});

describe('being seen', () => {
  const day = workingDay(service(), holidays, at('08:30'));

  test('it counts from an hour before opening until closing, on working days', () => {
    const moments = ['07:59', '08:00', '16:59', '17:00'].map((time) => workingDay(service(), holidays, at(time)) !== undefined);
    expect(moments).toEqual([false, true, true, false]);
    expect(workingDay(service(), holidays, at('12:00', '2026-11-28'))).toBeUndefined();
    expect(workingDay(service(), holidays, at('12:00', '2026-12-25'))).toBeUndefined();
  });

  test('the first sign of the day is kept, and the next changes nothing', () => {
    if (!day) throw new Error('it is a working day');
    const first = seen(undefined, 'ann', day, at('08:30'));
    expect(first).toEqual({ on: '2026-11-25', staff: { ann: '2026-11-25T08:30:00.000Z' } });
    expect(seen(first, 'ann', day, at('09:00'))).toBeUndefined();
    expect(Object.keys(seen(first, 'bel', day, at('09:00'))?.staff ?? {})).toEqual(['ann', 'bel']);
    expect(Object.keys(seen({ on: '2026-11-24', staff: { ann: 'x' } }, 'bel', day, at('09:00'))?.staff ?? {})).toEqual(['bel']);
  });

  test.each(['HERE', 'here.', "I'm here!", 'I’m here', 'im   here', 'On duty', 'I am on duty :)', 'at work'])(
    '"%s" says so',
    (body) => {
      expect(saysHere(body, demo)).toBe(true);
    },
  );

  test.each(['not here', 'where are you', 'here 4711', 'is anybody here', '', 'she is here with chest pain'])(
    '"%s" does not',
    (body) => {
      expect(saysHere(body, demo)).toBe(false);
    },
  );
});

import calculator from 'sms-segments-calculator';

/** How many segments a carrier splits a text into. */
export const segments = (body: string): number => new calculator.SegmentedMessage(body).segmentsCount;

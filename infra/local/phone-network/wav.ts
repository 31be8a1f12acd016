/** What the provider's own recordings are: https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
const SAMPLES_A_SECOND = 8000;
const BYTES_A_SAMPLE = 2;

/** A valid WAV file (8 kHz, 16 bit, one channel) of so many seconds of silence; `comment` says in its header what was said. */
export function silence(seconds: number, comment: string): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(SAMPLES_A_SECOND, 4);
  format.writeUInt32LE(SAMPLES_A_SECOND * BYTES_A_SAMPLE, 8);
  format.writeUInt16LE(BYTES_A_SAMPLE, 12);
  format.writeUInt16LE(BYTES_A_SAMPLE * 8, 14);
  const info = Buffer.concat([Buffer.from('INFO'), chunk('ICMT', Buffer.from(`${comment}\0`))]);
  const sound = Buffer.alloc(seconds * SAMPLES_A_SECOND * BYTES_A_SAMPLE);
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('LIST', info), chunk('data', sound)]));
}

/** A name, a length, and as many bytes, to an even number of them. */
function chunk(name: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
}

import type { Token } from '../tokens.ts';

/** What was read, and the token after it. */
export interface ClockReading {
  time: string;
  end: number;
}

const time = (hours: number, minutes: number): string | undefined =>
  hours <= 23 && minutes <= 59 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : undefined;

function twelve({ hours, half }: { hours: number; half: string }): number {
  if (hours < 1 || hours > 12) return 99;
  return (hours % 12) + (half === 'p' ? 12 : 0);
}

/** "3pm", "3:30 pm", "15:00", "noon"; with `bare`, a number alone too ("tomorrow at 9"). */
function clockWord({ tokens, at, bare }: { tokens: readonly Token[]; at: number; bare: boolean }): ClockReading | undefined {
  const word = tokens[at]?.fold ?? '';
  if (word === 'noon' || word === 'midday') return { time: '12:00', end: at + 1 };
  const digits = /^(\d{1,2})(?:[:.h](\d{2}))?(?:([ap])\.?m\.?)?$/.exec(word);
  if (!digits) return undefined;
  const hours = Number(digits[1]);
  const minutes = Number(digits[2] ?? '0');
  let half = digits[3];
  let end = at + 1;
  const next = tokens[end]?.fold ?? '';
  if (half === undefined && /^[ap]\.?m\.?$/.test(next)) {
    half = next.charAt(0);
    end += 1;
    if (tokens[end]?.fold === '.' && next.includes('.')) end += 1;
  } else if (next === "o'clock" || next === 'oclock') {
    end += 1;
    bare = true;
  }
  if (half === undefined && digits[2] === undefined && !bare) return undefined;
  // "At 3" is in the afternoon, "at 9" in the morning; "03:00" says what it means.
  const plain = half === undefined && digits[2] === undefined && hours >= 1 && hours <= 6;
  const value = time(plain ? hours + 12 : half === undefined ? hours : twelve({ hours, half }), minutes);
  return value === undefined ? undefined : { time: value, end };
}

/**
 * A time of day. `after`: it follows a day ("tomorrow at 9"), so a number after "at" is one; alone it needs "am", "pm" or
 * minutes.
 */
export function readClock({
  tokens,
  at,
  after,
}: {
  tokens: readonly Token[];
  at: number;
  after: boolean;
}): ClockReading | undefined {
  let start = at;
  if (after && tokens[start]?.fold === ',') start += 1;
  const word = tokens[start]?.fold;
  if (word === 'at' || word === '@' || word === 'around' || (after && word === 'by')) {
    return clockWord({ tokens, at: start + 1, bare: after && word !== 'by' });
  }
  return clockWord({ tokens, at: start, bare: false });
}

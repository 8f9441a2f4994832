import { decodeFile } from '../text/decode-file.ts';
import { tidyText } from '../text/tidy-text.ts';
import type { Handled, HandlerInput } from './handled.ts';

type CalendarEvent = {
  kind: string;
  summary: string;
  start: string;
  end: string;
  location: string;
  organizer: string;
  attendees: string[];
  description: string;
  status: string;
  repeats: string;
};

const maximumEvents = 5000;

/** A calendar file to its events, one paragraph each. */
export function cleanCalendar({ bytes }: HandlerInput): Handled {
  const { text, events, method } = calendarText(decodeFile(bytes));
  return {
    full: text,
    metadata: {
      ...(method ? { method } : {}),
      events: events.slice(0, 200).map(({ kind, summary, start, end, location }) => ({ kind, summary, start, end, location })),
    },
    notes: events.length === 0 ? ['The calendar holds no event.'] : [],
  };
}

/** The readable form of a calendar, also of one that hangs on a mail. */
export function calendarText(source: string): { text: string; events: CalendarEvent[]; method: string } {
  const events: CalendarEvent[] = [];
  let event: CalendarEvent | null = null;
  let alarm = 0;
  let method = '';
  for (const line of tidyText(source)
    .replace(/\n[ \t]/g, '')
    .split('\n')) {
    const match = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*")?[^:"]*)*):(.*)$/s.exec(line.slice(0, 100_000));
    if (!match) continue;
    const name = (match[1] as string).toUpperCase();
    const parameters = match[2] as string;
    const value = unescapeText(match[3] as string);
    if (name === 'BEGIN' && /^V(?:EVENT|TODO|JOURNAL)$/i.test(value)) {
      event = {
        kind: value.toUpperCase().slice(1).toLowerCase(),
        summary: '',
        start: '',
        end: '',
        location: '',
        organizer: '',
        attendees: [],
        description: '',
        status: '',
        repeats: '',
      };
    } else if (name === 'BEGIN' && /^VALARM$/i.test(value)) alarm++;
    else if (name === 'END' && /^VALARM$/i.test(value)) alarm--;
    else if (name === 'END' && event && /^V(?:EVENT|TODO|JOURNAL)$/i.test(value)) {
      if (events.length < maximumEvents) events.push(event);
      event = null;
    } else if (name === 'METHOD') method = value;
    else if (event && alarm <= 0) take({ event, name, parameters, value });
  }
  return { text: events.map(eventText).join('\n\n'), events, method };
}

function take({
  event,
  name,
  parameters,
  value,
}: {
  event: CalendarEvent;
  name: string;
  parameters: string;
  value: string;
}): void {
  const person = (): string => {
    const common = /;CN="?([^";:]+)/i.exec(parameters)?.[1];
    const address = value.replace(/^mailto:/i, '');
    return common && common !== address ? `${common} <${address}>` : address;
  };
  if (name === 'SUMMARY') event.summary = value;
  else if (name === 'DTSTART') event.start = moment(value, parameters);
  else if (name === 'DTEND' || name === 'DUE') event.end = moment(value, parameters);
  else if (name === 'LOCATION') event.location = value;
  else if (name === 'DESCRIPTION') event.description = value;
  else if (name === 'STATUS') event.status = value;
  else if (name === 'RRULE') event.repeats = value;
  else if (name === 'ORGANIZER') event.organizer = person();
  else if (name === 'ATTENDEE' && event.attendees.length < 500) event.attendees.push(person());
}

function moment(value: string, parameters: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z)?)?$/.exec(value.trim());
  if (!match) return value;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  if (!match[4]) return day;
  const zone = match[6] ? ' UTC' : (/;TZID="?([^";:]+)/i.exec(parameters)?.[1] ?? '');
  return `${day} ${match[4]}:${match[5]}${zone && zone !== ' UTC' ? ` ${zone}` : zone}`;
}

function eventText(event: CalendarEvent): string {
  return [
    event.summary || (event.kind === 'todo' ? 'To-do' : 'Event'),
    event.start && event.end && event.end !== event.start
      ? `When: ${event.start} – ${event.end}`
      : event.start || event.end
        ? `When: ${event.start || event.end}`
        : '',
    event.repeats && `Repeats: ${event.repeats}`,
    event.location && `Where: ${event.location}`,
    event.organizer && `Organizer: ${event.organizer}`,
    event.attendees.length > 0 ? `Attendees: ${event.attendees.join(', ')}` : '',
    event.status && `Status: ${event.status}`,
    event.description,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function unescapeText(value: string): string {
  return value.replace(/\\([nN,;\\:"])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter)).trim();
}

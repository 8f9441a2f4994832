import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classifyByRules } from './classify-by-rules.ts';
import { intentSchema } from './intent.ts';

test.each([
  ['How many tasks are open?', 'task'],
  ['Remind me to call Rossi on Monday', 'task'],
  ['What is overdue in the Website project?', 'task'],
  ['Aggiungi un’attività per il cliente Rossi', 'task'],
  ['Quali promemoria ho?', 'task'],
  ['Create a project for the client Rossi', 'project'],
  ['Archivia il progetto Sito', 'project'],
  ['Which checkpoints come next in the project Website?', 'checkpoint'],
  ['Quando è la prossima tappa?', 'checkpoint'],
  ['What did I write down about pricing?', 'note'],
  ['Cerca negli appunti il preventivo', 'note'],
  ['Show the notes of my customer Bianchi', 'note'],
  ['Rename the client Acme', 'client'],
  ['Elimina il cliente Verdi', 'client'],
  ['Take me to the activity', 'app'],
  ['Post it to https://hooks.example.com/x', 'app'],
])('%s: %s', (message, intent) => {
  expect(classifyByRules(message)).toBe(intent);
});

test.each([
  'Yes, the second one',
  'Move it to the Website project',
  'Make a note and a task of it',
  'Delete the project and its checkpoints',
  'Schreib das bitte auf',
  '',
  'Ci sono due fatture da pagare',
])('%j tells nothing apart, or more than one thing', (message) => {
  expect(classifyByRules(message)).toBe('several');
});

test('any text is sorted, the same way again, and a long one as fast', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (message) => {
      const intent = classifyByRules(message);
      expect(intentSchema.options).toContain(intent);
      expect(classifyByRules(message)).toBe(intent);
    }),
  );
  expect(classifyByRules('to '.repeat(300_000))).toBe('several');
});
